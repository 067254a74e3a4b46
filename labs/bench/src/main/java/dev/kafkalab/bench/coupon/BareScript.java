package dev.kafkalab.bench.coupon;

import dev.kafkalab.labs.coupon.CouponNames;
import dev.kafkalab.labs.coupon.admission.RedisLine;
import dev.kafkalab.labs.coupon.admission.Script;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import redis.clients.jedis.Response;

/**
 * The same script that the desk runs, called in a bare loop: no Kafka, no settling, no answers to anybody. Users alternate
 * between an event that admits and one that is sold out.
 */
record BareScript(URI redis, CouponNames names, long admitting, long soldOut) {
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    /** One call for each user, so many calls in a pipeline. @return requests a second */
    double inPipelines(int requests, int depth) {
        try (RedisLine line = RedisLine.open(redis, PATIENCE)) {
            long begun = System.nanoTime();
            for (int user = 1; user <= requests; ) {
                RedisLine.Batch batch = line.batch();
                List<Response<Object>> answers = new ArrayList<>(depth);
                for (int i = 0; i < depth && user <= requests; i++, user++) {
                    answers.add(batch.add(Script.DECIDE, keys(user), List.of(bytes(line.run()), bytes(user))));
                }
                batch.send();
                answers.forEach(BareScript::requireMade);
            }
            return requests * 1e9 / (System.nanoTime() - begun);
        }
    }

    /** One call for many users, as the desk does it. @return requests a second */
    double forManyAtOnce(int requests, int users) {
        try (RedisLine line = RedisLine.open(redis, PATIENCE)) {
            long begun = System.nanoTime();
            for (int first = 1; first <= requests; first += users) {
                RedisLine.Batch batch = line.batch();
                List<Response<Object>> answers = new ArrayList<>(2);
                for (int half = 0; half < 2; half++) {
                    List<byte[]> arguments = new ArrayList<>(users / 2 + 1);
                    arguments.add(bytes(line.run()));
                    for (int user = first + half; user < first + users && user <= requests; user += 2) {
                        arguments.add(bytes(user));
                    }
                    answers.add(batch.add(Script.DECIDE, keys(first + half), arguments));
                }
                batch.send();
                answers.forEach(BareScript::requireMade);
            }
            return requests * 1e9 / (System.nanoTime() - begun);
        }
    }

    /** A connection for each thread, one call after another. @return requests a second of all */
    double inThreads(int requests, int threads) throws InterruptedException {
        long begun = System.nanoTime();
        List<Thread> all = new ArrayList<>();
        for (int number = 0; number < threads; number++) {
            int first = number + 1;
            Thread thread = new Thread(() -> {
                try (RedisLine line = RedisLine.open(redis, PATIENCE)) {
                    for (int user = first; user <= requests; user += threads) {
                        RedisLine.Batch batch = line.batch();
                        Response<Object> answer =
                                batch.add(Script.DECIDE, keys(user / threads), List.of(bytes(line.run()), bytes(user)));
                        batch.send();
                        requireMade(answer);
                    }
                }
            });
            thread.start();
            all.add(thread);
        }
        for (Thread thread : all) {
            thread.join();
        }
        return requests * 1e9 / (System.nanoTime() - begun);
    }

    private List<byte[]> keys(int turn) {
        long event = turn % 2 == 0 ? admitting : soldOut;
        return List.of(bytes(names.eventKey(event)), bytes(names.pendingKey(event)));
    }

    private static void requireMade(Response<Object> answer) {
        if (answer.get() instanceof byte[] word) {
            throw new IllegalStateException("the event does not decide: " + new String(word, StandardCharsets.UTF_8));
        }
    }

    private static byte[] bytes(long number) {
        return bytes(Long.toString(number));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }
}
