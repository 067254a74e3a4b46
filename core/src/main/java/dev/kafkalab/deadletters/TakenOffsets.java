package dev.kafkalab.deadletters;

import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Which offsets of a partition were put back already: ranges, as few as possible. Not thread-safe. */
final class TakenOffsets {
    private static final Pattern RANGE = Pattern.compile("(\\d{1,19})(?:-(\\d{1,19}))?");

    /** First offset to last, both included; none touches another. */
    private final NavigableMap<Long, Long> ranges = new TreeMap<>();

    TakenOffsets copy() {
        TakenOffsets copy = new TakenOffsets();
        copy.ranges.putAll(ranges);
        return copy;
    }

    boolean contains(long offset) {
        Map.Entry<Long, Long> range = ranges.floorEntry(offset);
        return range != null && offset <= range.getValue();
    }

    /** Adds a range; both ends included. */
    void add(long from, long to) {
        long first = from;
        long last = to;
        Map.Entry<Long, Long> before = ranges.floorEntry(from);
        if (before != null && before.getValue() >= from - 1) {
            first = before.getKey();
            last = Math.max(last, before.getValue());
        }
        NavigableMap<Long, Long> swallowed = ranges.subMap(first, true, last + 1, true);
        if (!swallowed.isEmpty()) {
            last = Math.max(last, swallowed.lastEntry().getValue());
        }
        swallowed.clear();
        ranges.put(first, last);
    }

    /** Such as {@code 0-99,105}. */
    @Override
    public String toString() {
        return ranges.entrySet().stream()
                .map(range -> range.getKey().equals(range.getValue())
                        ? range.getKey().toString()
                        : range.getKey() + "-" + range.getValue())
                .collect(Collectors.joining(","));
    }

    /** @throws IllegalArgumentException if it is not what {@link #toString} writes */
    static TakenOffsets parse(String text) {
        TakenOffsets taken = new TakenOffsets();
        for (String part : text.isEmpty() ? new String[0] : text.split(",", -1)) {
            Matcher range = RANGE.matcher(part);
            if (!range.matches()) {
                throw new IllegalArgumentException("'" + part + "' is no range of offsets");
            }
            long first = Long.parseLong(range.group(1));
            taken.add(first, range.group(2) == null ? first : Long.parseLong(range.group(2)));
        }
        return taken;
    }
}
