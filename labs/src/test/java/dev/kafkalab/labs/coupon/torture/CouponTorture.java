package dev.kafkalab.labs.coupon.torture;

import dev.kafkalab.labs.coupon.Ground;
import dev.kafkalab.sandbox.Progress;
import dev.kafkalab.sandbox.Sandbox;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.function.Consumer;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import redis.clients.jedis.RedisClient;

/**
 * One run: users ask in waves, and in the midst of each wave something is killed with -9 and started again: a process that
 * takes requests, a worker, Redis, the broker; now and then Redis is emptied too. When all coupons may be gone, the rest of the
 * users come at once. In the end the stores are recounted, and compared with what users were told.
 */
record CouponTorture(Sandbox sandbox, Path folder, TortureOptions options, Consumer<String> report) {
    static final long EVENT = 1;
    private static final int WORKERS = 2;
    /** In front of the flood; the others hit that. */
    private static final double PART_OF_KILLS_IN_WAVES = 0.85;

    /** What is killed. */
    private enum Target {
        API,
        WORKER,
        REDIS,
        BROKER,
        EMPTY_REDIS
    }

    /** @param findings what is not as it should be */
    record Result(
            int kills,
            Map<String, Integer> killed,
            Map<Integer, Long> answers,
            long unanswered,
            List<String> findings) {
        @Override
        public String toString() {
            return "%d kills %s, answers %s, requests without an answer that were made again %,d: %s"
                    .formatted(
                            kills,
                            killed,
                            answers,
                            unanswered,
                            findings.isEmpty() ? "exact" : String.join("\n  ", findings));
        }
    }

    Result run() throws Exception {
        String prefix = "t" + Long.toString(System.nanoTime(), 36) + "-";
        try (Ground ground = new Ground(sandbox.exports(), prefix)) {
            ground.event(EVENT, options.limit());
            try (Field field = new Field(prefix)) {
                field.play();
                field.crowd.end();
                field.workers.forEach(Victim::close);
                return new Result(
                        field.kills,
                        field.killed,
                        field.crowd.answers(),
                        field.crowd.unanswered.get(),
                        new Recount(ground, options, field.crowd).findings());
            }
        }
    }

    /** Processes, users, and who kills. Of one thread. */
    private final class Field implements AutoCloseable {
        private final String prefix;
        private final Random random = new Random(options.seed());
        private final List<Victim> apis = new ArrayList<>();
        private final List<Victim> workers = new ArrayList<>();
        private final AtomicReferenceArray<URI> addresses = new AtomicReferenceArray<>(options.processes());
        private final Crowd crowd;
        private final Map<String, Integer> killed = new TreeMap<>();
        private int kills;

        Field(String prefix) throws Exception {
            this.prefix = prefix;
            for (int i = 0; i < options.processes(); i++) {
                apis.add(api());
            }
            for (int i = 0; i < WORKERS; i++) {
                workers.add(worker());
            }
            for (int i = 0; i < options.processes(); i++) {
                addresses.set(i, URI.create(apis.get(i).awaitReady()));
            }
            this.crowd = new Crowd(EVENT, options.processes(), this::address, options.seed());
        }

        /** A process that starts has a new port; until then its old one, where nobody answers. */
        private URI address(int number) {
            return addresses.get(number);
        }

        private Victim api() {
            return Victim.start(
                    ApiMain.class,
                    sandbox.exports(),
                    folder.resolve("api.log"),
                    prefix,
                    String.valueOf(options.forgetful()),
                    String.valueOf(options.limit()));
        }

        private Victim worker() {
            return Victim.start(WorkerMain.class, sandbox.exports(), folder.resolve("worker.log"), prefix);
        }

        void play() throws Exception {
            List<Long> users = new ArrayList<>(
                    LongStream.rangeClosed(1, options.users()).boxed().toList());
            Collections.shuffle(users, random);
            List<Target> targets = targets();
            int waves = (int) Math.max(1, Math.round(targets.size() * PART_OF_KILLS_IN_WAVES));
            // So that the last coupon goes in about the last wave.
            int size = Math.max(1, options.limit() / waves);
            int next = 0;
            for (int wave = 0; wave < waves; wave++) {
                next = wave(users, next, Math.min(users.size(), next + size), targets.get(wave));
            }
            int rest = targets.size() - waves;
            for (int part = 0; part < rest; part++) {
                int until = part == rest - 1 ? users.size() : next + (users.size() - next) / (rest - part);
                next = wave(users, next, until, targets.get(waves + part));
            }
            if (next < users.size()) {
                wave(users, next, users.size(), null);
            }
            crowd.awaitAnswered();
        }

        /** Each kind at least twice, if there are kills enough. */
        private List<Target> targets() {
            List<Target> targets = new ArrayList<>();
            for (int i = 0; i < options.kills(); i++) {
                int chance = random.nextInt(100);
                targets.add(
                        i < 2 * Target.values().length && options.kills() >= 2 * Target.values().length
                                ? Target.values()[i % Target.values().length]
                                : chance < 40
                                        ? Target.API
                                        : chance < 60
                                                ? Target.WORKER
                                                : chance < 85
                                                        ? Target.REDIS
                                                        : chance < 95 ? Target.BROKER : Target.EMPTY_REDIS);
            }
            Collections.shuffle(targets, random);
            return targets;
        }

        /** Users of a wave ask, twice each; the kill comes in between. */
        private int wave(List<Long> users, int from, int to, @Nullable Target target) throws Exception {
            Thread killing = new Thread(() -> {
                try {
                    TimeUnit.MICROSECONDS.sleep(random.nextInt(60_000));
                    if (target != null) {
                        kill(target);
                    }
                } catch (Exception e) {
                    crowd.contradictions.add("the torture itself failed: " + e);
                }
            });
            killing.start();
            for (int i = from; i < to; i++) {
                crowd.ask(users.get(i));
                crowd.ask(users.get(i));
            }
            killing.join();
            crowd.awaitAnswered();
            report.accept("%-11s kill %2d/%d, %,d of %,d requests answered, %,d coupons told of"
                    .formatted(
                            target == null ? "nothing" : target,
                            kills,
                            options.kills(),
                            crowd.answered(),
                            2L * options.users(),
                            crowd.issued.size()));
            return to;
        }

        private void kill(Target target) throws Exception {
            switch (target) {
                case API -> {
                    int which = random.nextInt(apis.size());
                    apis.get(which).kill();
                    Victim next = api();
                    apis.set(which, next);
                    addresses.set(which, URI.create(next.awaitReady()));
                }
                case WORKER -> {
                    int which = random.nextInt(workers.size());
                    workers.get(which).kill();
                    workers.set(which, worker());
                }
                case REDIS -> restart("redis");
                case BROKER -> restart("kafka-1");
                case EMPTY_REDIS -> {
                    try (RedisClient redis =
                            RedisClient.create(sandbox.exports().get("KAFKA_LAB_REDIS_URL"))) {
                        redis.flushAll();
                    }
                }
            }
            killed.merge(target.name(), 1, Integer::sum);
            kills++;
        }

        private void restart(String server) {
            sandbox.kill(server);
            sandbox.restart(server, Progress.SILENT);
        }

        @Override
        public void close() {
            apis.forEach(Victim::close);
            workers.forEach(Victim::close);
        }
    }
}
