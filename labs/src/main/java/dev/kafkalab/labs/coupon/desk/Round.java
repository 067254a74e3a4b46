package dev.kafkalab.labs.coupon.desk;

import dev.kafkalab.labs.coupon.CouponNames;
import dev.kafkalab.labs.coupon.admission.Decisions;
import dev.kafkalab.labs.coupon.admission.RedisLine;
import dev.kafkalab.labs.coupon.admission.Script;
import dev.kafkalab.labs.coupon.topic.Admission;
import dev.kafkalab.labs.coupon.topic.CouponJson;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import redis.clients.jedis.Response;

/**
 * Requests that go to Redis together: of each event one call for those that are to be decided, and one for those that are to
 * be settled. Of one thread; used once.
 */
final class Round {
    private final RedisLine line;
    private final CouponNames names;
    private final Map<Group, List<Request>> groups = new LinkedHashMap<>();
    private final Map<Group, Response<Object>> answers = new LinkedHashMap<>();

    /** @param epoch of what is to be settled, 0 for what is to be decided */
    private record Group(long event, int epoch) {}

    /** Told of one request and where its decision stands. */
    @FunctionalInterface
    interface Decided {
        void take(Request request, Decisions decisions, int index);
    }

    /** Told of one request that was to be settled, and the epoch that is open. */
    @FunctionalInterface
    interface Settled {
        void take(Request request, long epoch);
    }

    Round(RedisLine line, CouponNames names, List<Request> requests) {
        this.line = line;
        this.names = names;
        Group last = null;
        List<Request> its = List.of();
        for (Request request : requests) {
            Admission settling = toSettle(request);
            int epoch = settling == null ? 0 : settling.epoch();
            if (last == null || last.event() != request.event || last.epoch() != epoch) {
                last = new Group(request.event, epoch);
                its = groups.computeIfAbsent(last, group -> new ArrayList<>());
            }
            its.add(request);
        }
    }

    private static @Nullable Admission toSettle(Request request) {
        return request.acknowledged ? request.admission : null;
    }

    /** @throws redis.clients.jedis.exceptions.JedisException if one of them has no answer; others may have been done */
    void carryOut() {
        RedisLine.Batch batch = line.batch();
        groups.forEach((group, requests) -> answers.put(group, add(batch, group, requests)));
        batch.send();
        answers.values().forEach(Response::get);
    }

    private Response<Object> add(RedisLine.Batch batch, Group group, List<Request> requests) {
        List<byte[]> keys = List.of(bytes(names.eventKey(group.event())), bytes(names.pendingKey(group.event())));
        List<byte[]> arguments = new ArrayList<>(requests.size() + 2);
        arguments.add(bytes(line.run()));
        if (group.epoch() == 0) {
            requests.forEach(request -> arguments.add(CouponJson.key(request.user)));
            return batch.add(Script.DECIDE, keys, arguments);
        }
        arguments.add(bytes(Integer.toString(group.epoch())));
        for (Request request : requests) {
            Admission admission = toSettle(request);
            if (admission != null) {
                arguments.add(bytes(Integer.toString(admission.number())));
            }
        }
        return batch.add(Script.SETTLE, keys, arguments);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }

    void decided(Decided listener) {
        answers.forEach((group, answer) -> {
            if (group.epoch() == 0) {
                Decisions decisions = Decisions.of(answer.get());
                List<Request> requests = groups.getOrDefault(group, List.of());
                for (int i = 0; i < requests.size(); i++) {
                    listener.take(requests.get(i), decisions, i);
                }
            }
        });
    }

    void settled(Settled listener) {
        answers.forEach((group, answer) -> {
            if (group.epoch() != 0) {
                long epoch = (Long) answer.get();
                groups.getOrDefault(group, List.of()).forEach(request -> listener.take(request, epoch));
            }
        });
    }
}
