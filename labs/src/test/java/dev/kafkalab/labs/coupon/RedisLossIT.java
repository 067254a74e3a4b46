package dev.kafkalab.labs.coupon;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kafkalab.labs.coupon.admission.RedisEvent;
import dev.kafkalab.labs.coupon.admission.RedisLine;
import dev.kafkalab.labs.coupon.burst.Burst;
import dev.kafkalab.labs.coupon.burst.Tally;
import dev.kafkalab.labs.coupon.desk.CouponDesk;
import dev.kafkalab.labs.coupon.table.CouponTable;
import dev.kafkalab.labs.coupon.topic.Admission;
import dev.kafkalab.labs.coupon.topic.CouponJson;
import dev.kafkalab.labs.coupon.topic.RequestTopic;
import dev.kafkalab.sandbox.Progress;
import dev.kafkalab.sandbox.Sandbox;
import dev.kafkalab.sandbox.ServerKind;
import dev.kafkalab.sandbox.junit.SandboxTest;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import redis.clients.jedis.RedisClient;

/** Redis is emptied, killed, or loses its last writes in the midst of an event. */
@SandboxTest(
        servers = {ServerKind.KAFKA, ServerKind.MYSQL, ServerKind.REDIS},
        alone = true)
@Timeout(value = 2, unit = TimeUnit.MINUTES)
class RedisLossIT {
    private static final int LIMIT = 200;

    private Ground ground;

    @BeforeEach
    void stores(Sandbox sandbox) throws Exception {
        ground = new Ground(sandbox);
        ground.event(1, LIMIT);
    }

    @AfterEach
    void close() {
        ground.close();
    }

    /** A burst during which something happens once so many coupons were issued. */
    private Tally burst(long first, long last, int issued, Runnable trouble) throws Exception {
        Tally tally = new Tally();
        Thread troubling = new Thread(() -> {
            await(() -> tally.count(200) >= issued);
            trouble.run();
        });
        troubling.start();
        try (CouponDesk desk = ground.desk()) {
            new Burst(1, first, last, 2, 16, Duration.ofSeconds(60)).run(desk, tally);
        }
        troubling.join();
        return tally;
    }

    private static void await(BooleanSupplier holds) {
        while (!holds.getAsBoolean()) {
            LockSupport.parkNanos(1_000_000);
        }
    }

    private void assertExact() throws Exception {
        ground.process();
        assertThat(ground.disagreements(1)).isEmpty();
        try (Connection connection = ground.stores().database().getConnection()) {
            assertThat(new CouponTable(ground.stores().names()).ofEvent(connection, 1))
                    .hasSize(LIMIT);
        }
    }

    @Test
    void killedInTheMidstOfABurst(Sandbox sandbox) throws Exception {
        Tally tally = burst(1, 500, 50, () -> {
            sandbox.kill("redis");
            sandbox.restart("redis", Progress.SILENT);
        });

        assertThat(tally.count(503)).isZero();
        assertExact();
    }

    @Test
    void emptiedInTheMidstOfABurst() throws Exception {
        Tally tally = burst(1, 500, 50, () -> {
            try (RedisClient redis = RedisClient.create(ground.stores().redis())) {
                redis.flushAll();
            }
        });

        assertThat(tally.count(503)).isZero();
        assertExact();
    }

    @Test
    void theListOfPendingAdmissionsAloneIsLost() throws Exception {
        burst(1, 500, 50, () -> {
            try (RedisClient redis = RedisClient.create(ground.stores().redis())) {
                redis.del(ground.stores().names().pendingKey(1));
            }
        });

        assertExact();
    }

    /**
     * The last writes are cut off the append-only file, as a machine that loses power does: who was sent and is forgotten
     * keeps the coupon, and what was admitted and neither sent nor kept is given again.
     */
    @Test
    void restartedWithoutItsLastWrites(Sandbox sandbox) throws Exception {
        Path file = appendOnlyFile(sandbox);
        Tally before = new Tally();
        long length;
        try (CouponDesk desk = ground.desk()) {
            new Burst(1, 1, 50, 1, 8, Duration.ZERO).run(desk, before);
            length = Files.size(file);
            new Burst(1, 51, 80, 1, 8, Duration.ZERO).run(desk, before);
        }
        // Admitted last, in Redis alone: nobody was told.
        CouponNames names = ground.stores().names();
        try (RedisClient redis = RedisClient.create(ground.stores().redis())) {
            redis.hset(names.eventKey(1), "81", "81");
            redis.hset(names.eventKey(1), "given", "81");
            redis.hset(names.pendingKey(1), "81", "81:" + System.currentTimeMillis());
        }
        sandbox.kill("redis");
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            channel.truncate(length);
        }
        sandbox.restart("redis", Progress.SILENT);
        try (RedisLine line = RedisLine.reach(ground.stores().redis(), Ground.PATIENCE)) {
            RedisEvent forgetful = RedisEvent.read(line, names, 1);
            assertThat(forgetful.holders()).as("Redis has forgotten").hasSize(50);
            assertThat(forgetful.open()).as("and does not decide").isFalse();
        }

        Tally after = burst(51, 500, 1, () -> {});

        assertThat(before.count(200)).isEqualTo(80);
        assertThat(after.count(200)).isEqualTo(LIMIT - 80);
        assertExact();
        for (long user = 1; user <= 80; user++) {
            assertThat(ground.office().usable(user, Instant.now()))
                    .as("user %d, who was told", user)
                    .hasSize(1);
        }
    }

    /** The desk that sent it was slow: by then the number is somebody else's. */
    @Test
    void whatArrivesBehindAFenceDoesNotCount() throws Exception {
        try (CouponDesk desk = ground.desk()) {
            assertThat(Ground.ask(desk, 1, 1)).isEqualTo(new Answer.Issued(1));
            try (RedisClient redis = RedisClient.create(ground.stores().redis())) {
                redis.flushAll();
            }
            assertThat(Ground.ask(desk, 1, 2)).isEqualTo(new Answer.Issued(2));
        }
        try (KafkaProducer<byte[], byte[]> producer =
                new RequestTopic(ground.stores()).producer(Duration.ofSeconds(5))) {
            // Under the first epoch user 3 had been given number 2.
            producer.send(new ProducerRecord<>(
                            ground.stores().names().topic(),
                            CouponJson.key(3),
                            CouponJson.of(new Admission(1, 3, 2, 1, 0))))
                    .get();
        }
        ground.process();

        assertThat(ground.disagreements(1)).isEmpty();
        try (Connection connection = ground.stores().database().getConnection()) {
            assertThat(new CouponTable(ground.stores().names()).ofEvent(connection, 1))
                    .isEqualTo(List.of(new CouponTable.Row(1, 1, 1), new CouponTable.Row(1, 2, 2)));
        }
    }

    @Test
    void whileItIsGoneRequestsAreAnsweredThatNobodyKnows(Sandbox sandbox) throws Exception {
        try (CouponDesk desk = CouponDesk.open(ground.stores(), Duration.ofSeconds(4))) {
            assertThat(Ground.ask(desk, 1, 1)).isEqualTo(new Answer.Issued(1));
            sandbox.kill("redis");
            assertThat(Ground.ask(desk, 1, 2)).isInstanceOf(Answer.Unavailable.class);
            assertThat(Ground.ask(desk, 1, 3)).isInstanceOf(Answer.Unavailable.class);
            sandbox.restart("redis", Progress.SILENT);
            Answer answer = Ground.ask(desk, 1, 4);
            while (answer instanceof Answer.Unavailable) {
                answer = Ground.ask(desk, 1, 4);
            }
        }
        ground.process();
        assertThat(ground.disagreements(1)).isEmpty();
    }

    @Test
    void brokersThatAreKilledDelayAnswersAndLoseNothing(Sandbox sandbox) throws Exception {
        Tally tally = burst(1, 500, 50, () -> {
            sandbox.kill("kafka-1");
            sandbox.restart("kafka-1", Progress.SILENT);
        });

        assertThat(tally.count(503)).isZero();
        assertExact();
    }

    private static Path appendOnlyFile(Sandbox sandbox) throws Exception {
        try (Stream<Path> files = Files.walk(sandbox.directory())) {
            return files.filter(path -> path.getFileName().toString().equals("appendonly.aof"))
                    .findFirst()
                    .orElseThrow();
        }
    }
}
