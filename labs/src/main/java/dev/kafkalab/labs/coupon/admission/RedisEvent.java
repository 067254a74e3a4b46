package dev.kafkalab.labs.coupon.admission;

import dev.kafkalab.labs.coupon.CouponNames;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What Redis holds of an event.
 *
 * @param open whether requests are decided: it is there, and this run of the server is one that was rebuilt
 * @param epoch of the last rebuild that ended, 0 if there was none
 * @param given the highest number that was given
 * @param free numbers below it that are to be given again
 * @param holders number of each user who holds one
 * @param rejected users who asked and hold none
 * @param pending what is admitted and not known to be sent: by number, {@code user:milliseconds}
 */
public record RedisEvent(
        boolean open,
        int epoch,
        int given,
        List<Integer> free,
        Map<Long, Integer> holders,
        TreeSet<Long> rejected,
        Map<Integer, String> pending) {
    /** In the hash of pending admissions, beside the numbers: under which epoch it was made. */
    public static final String EPOCH = "epoch";

    private static final String RUN = "run";

    /** Whether requests are decided. Cheap. */
    public static boolean isOpen(RedisLine line, CouponNames names, long event) {
        List<String> stored = line.fields(names.eventKey(event), RUN, EPOCH);
        return line.run().equals(stored.get(0))
                && Objects.equals(
                        stored.get(1),
                        line.fields(names.pendingKey(event), EPOCH).get(0));
    }

    /** Reads all of it. */
    public static RedisEvent read(RedisLine line, CouponNames names, long event) {
        boolean open = isOpen(line, names, event);
        Map<String, String> fields = line.all(names.eventKey(event));
        Map<Integer, String> pending = new HashMap<>();
        line.all(names.pendingKey(event)).forEach((number, whose) -> {
            if (!number.equals(EPOCH)) {
                pending.put(Integer.parseInt(number), whose);
            }
        });
        Map<Long, Integer> holders = new HashMap<>();
        TreeSet<Long> rejected = new TreeSet<>();
        fields.forEach((field, value) -> {
            if (!Character.isDigit(field.charAt(0))) {
                return;
            }
            int number = Integer.parseInt(value);
            if (number > 0) {
                holders.put(Long.parseLong(field), number);
            } else {
                rejected.add(Long.parseLong(field));
            }
        });
        return new RedisEvent(
                open,
                Integer.parseInt(fields.getOrDefault(EPOCH, "0")),
                Integer.parseInt(fields.getOrDefault("given", "0")),
                numbers(fields.getOrDefault("free", "")),
                holders,
                rejected,
                pending);
    }

    private static List<Integer> numbers(String text) {
        return Stream.of(text.split(","))
                .filter(number -> !number.isEmpty())
                .map(Integer::valueOf)
                .collect(Collectors.toCollection(ArrayList::new));
    }
}
