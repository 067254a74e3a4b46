package dev.kafkalab.labs.coupon;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kafkalab.labs.coupon.burst.Burst;
import dev.kafkalab.labs.coupon.burst.Tally;
import dev.kafkalab.labs.coupon.desk.CouponDesk;
import dev.kafkalab.labs.coupon.desk.Requests;
import dev.kafkalab.labs.coupon.table.CouponTable;
import dev.kafkalab.labs.coupon.topic.Admission;
import dev.kafkalab.labs.coupon.topic.CouponJson;
import dev.kafkalab.labs.coupon.topic.RequestTopic;
import dev.kafkalab.labs.coupon.verify.Verification;
import dev.kafkalab.sandbox.Sandbox;
import dev.kafkalab.sandbox.ServerKind;
import dev.kafkalab.sandbox.junit.SandboxTest;
import java.sql.Connection;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.OptionalInt;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import redis.clients.jedis.RedisClient;

/** Events on real servers, while nothing crashes. */
@SandboxTest(servers = {ServerKind.KAFKA, ServerKind.MYSQL, ServerKind.REDIS})
@Timeout(value = 2, unit = TimeUnit.MINUTES)
class CouponIT {
    private Ground ground;

    @BeforeEach
    void stores(Sandbox sandbox) {
        ground = new Ground(sandbox);
    }

    @AfterEach
    void close() {
        ground.close();
    }

    private static void awaitIssued(Tally tally, int count) {
        while (tally.count(200) < count) {
            LockSupport.parkNanos(1_000_000);
        }
    }

    private Tally burst(CouponDesk desk, long event, long users, int repeat) throws Exception {
        Tally tally = new Tally();
        new Burst(event, 1, users, repeat, 64, Duration.ZERO).run(desk, tally);
        return tally;
    }

    @Test
    void exactlySoManyAreIssuedAndEveryAnswerIsCounted() throws Exception {
        ground.event(1, 10);
        try (CouponDesk desk = ground.desk()) {
            Tally tally = burst(desk, 1, 500, 2);
            assertThat(tally.count(200)).isEqualTo(10);
            assertThat(tally.count(403)).isEqualTo(490);
            assertThat(tally.count(409)).isEqualTo(500);
        }
        ground.process();

        assertThat(ground.disagreements(1)).isEmpty();
        Verification seen = Verification.of(ground.stores(), 1);
        assertThat(seen.mysql()).isEqualTo(10);
        assertThat(seen.asked()).isEqualTo(500);
    }

    @Test
    void limitsOfNoneOfOneAndOfMoreThanTheUsers() throws Exception {
        ground.event(1, 0);
        ground.event(2, 1);
        ground.event(3, 1_000);
        try (CouponDesk desk = ground.desk()) {
            assertThat(burst(desk, 1, 40, 1).count(403)).isEqualTo(40);
            assertThat(burst(desk, 2, 40, 2).count(200)).isEqualTo(1);
            assertThat(burst(desk, 3, 40, 2).count(200)).isEqualTo(40);
        }
        ground.process();

        for (long event = 1; event <= 3; event++) {
            assertThat(ground.disagreements(event)).as("event " + event).isEmpty();
        }
        assertThat(Verification.of(ground.stores(), 3).mysql()).isEqualTo(40);
    }

    @Test
    void twoEventsAtOnceKnowNothingOfEachOther() throws Exception {
        ground.event(1, 30);
        ground.event(2, 70);
        Tally first = new Tally();
        Tally second = new Tally();
        try (CouponDesk desk = ground.desk()) {
            Thread other = new Thread(() -> {
                try {
                    new Burst(2, 1, 300, 2, 64, Duration.ZERO).run(desk, second);
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
            });
            other.start();
            new Burst(1, 1, 300, 2, 64, Duration.ZERO).run(desk, first);
            other.join();
        }
        ground.process();

        assertThat(List.of(first.count(200), first.count(403), first.count(409)))
                .containsExactly(30L, 270L, 300L);
        assertThat(List.of(second.count(200), second.count(403), second.count(409)))
                .containsExactly(70L, 230L, 300L);
        assertThat(ground.disagreements(1)).isEmpty();
        assertThat(ground.disagreements(2)).isEmpty();
    }

    @Test
    void whatIsNotOpenWhatIsOverAndWhatDoesNotExist() throws Exception {
        ground.event(1, 10, Duration.ofHours(1), Duration.ofHours(1));
        ground.event(2, 10, Duration.ofHours(-2), Duration.ofHours(1));
        try (CouponDesk desk = ground.desk()) {
            assertThat(Ground.ask(desk, 1, 7)).isEqualTo(new Answer.NotOpenYet());
            assertThat(Ground.ask(desk, 2, 7)).isEqualTo(new Answer.Over());
            assertThat(Ground.ask(desk, 3, 7)).isEqualTo(new Answer.NoSuchEvent());
        }
    }

    @Test
    void aRequestBeforeTheOpeningDoesNotCountAsOne() throws Exception {
        ground.event(1, 10, Duration.ofMillis(700), Duration.ofHours(1));
        try (CouponDesk desk = ground.desk()) {
            Answer answer = Ground.ask(desk, 1, 7);
            while (answer instanceof Answer.NotOpenYet) {
                answer = Ground.ask(desk, 1, 7);
            }
            assertThat(answer).isEqualTo(new Answer.Issued(1));
        }
    }

    /** Brought forward to the midst of the burst, so that the test does not depend on how fast the machine is. */
    @Test
    void expiryInTheMidstOfABurstEndsItAndLosesNothing() throws Exception {
        ground.event(1, 1_000_000);
        Tally tally = new Tally();
        try (CouponDesk desk = ground.desk();
                RedisClient redis = RedisClient.create(ground.stores().redis())) {
            Thread watching = new Thread(() -> {
                awaitIssued(tally, 200);
                redis.hset(
                        ground.stores().names().eventKey(1),
                        "expires",
                        String.valueOf(System.currentTimeMillis() + 50));
            });
            watching.start();
            Requests stopping = (event, user, listener) -> desk.ask(event, user, answer -> {
                if (answer instanceof Answer.Over) {
                    tally.stop();
                }
                listener.accept(answer);
            });
            new Burst(1, 1, 100_000_000, 1, 16, Duration.ZERO).run(stopping, tally);
            watching.join();
        }
        ground.process();

        assertThat(tally.count(200)).isPositive();
        assertThat(tally.count(410)).isPositive();
        assertThat(tally.answered()).isEqualTo(tally.count(200) + tally.count(410));
        assertThat(ground.disagreements(1)).isEmpty();
        assertThat(Verification.of(ground.stores(), 1).mysql()).isEqualTo(tally.count(200));
    }

    @Test
    void whoAsksAgainIsToldTheNumber() throws Exception {
        ground.event(1, 1);
        try (CouponDesk desk = ground.desk()) {
            assertThat(Ground.ask(desk, 1, 7)).isEqualTo(new Answer.Issued(1));
            assertThat(Ground.ask(desk, 1, 8)).isEqualTo(new Answer.SoldOut());
            assertThat(Ground.ask(desk, 1, 7)).isEqualTo(new Answer.AlreadyTried(OptionalInt.of(1)));
            assertThat(Ground.ask(desk, 1, 8)).isEqualTo(new Answer.AlreadyTried(OptionalInt.empty()));
        }
    }

    @Test
    void usableCouponsLeaveOutTheUsedAndTheExpired() throws Exception {
        for (long event = 1; event <= 3; event++) {
            ground.event(event, 5);
        }
        try (CouponDesk desk = ground.desk()) {
            for (long event = 1; event <= 3; event++) {
                assertThat(Ground.ask(desk, event, 7)).isInstanceOf(Answer.Issued.class);
            }
        }
        ground.process();
        try (Connection connection = ground.stores().database().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("UPDATE " + ground.stores().names().couponTable()
                    + " SET used_at = UTC_TIMESTAMP(3) WHERE event_id = 2");
            statement.execute("UPDATE " + ground.stores().names().eventTable()
                    + " SET usable_until = UTC_TIMESTAMP(3) - INTERVAL 1 SECOND WHERE id = 3");
        }

        assertThat(ground.office().usable(7, Instant.now()))
                .extracting(Coupon::eventId)
                .containsExactly(1L);
        assertThat(ground.office().usable(8, Instant.now())).isEmpty();
    }

    @Test
    void whatComesAgainIsOneRow() throws Exception {
        ground.event(1, 100);
        try (CouponDesk desk = ground.desk()) {
            burst(desk, 1, 100, 1);
        }
        ground.process();
        RequestTopic topic = new RequestTopic(ground.stores());
        try (KafkaProducer<byte[], byte[]> producer = topic.producer(Duration.ofSeconds(5))) {
            try (Connection connection = ground.stores().database().getConnection()) {
                for (CouponTable.Row row : new CouponTable(ground.stores().names()).ofEvent(connection, 1)) {
                    send(producer, new Admission(1, row.user(), row.number(), 1, 0));
                }
            }
        }
        ground.process();

        assertThat(ground.disagreements(1)).isEmpty();
        assertThat(Verification.of(ground.stores(), 1).repeated()).isEqualTo(100);
    }

    /** No such record is ever sent; if one were, it must not pass in silence. */
    @Test
    void aRecordThatContradictsAnotherOrTheLimitIsADeadLetterAndTheOthersAreRows() throws Exception {
        ground.event(1, 3);
        try (CouponDesk desk = ground.desk()) {
            assertThat(Ground.ask(desk, 1, 101)).isEqualTo(new Answer.Issued(1));
        }
        ground.process(); // or which of two partitions comes first would decide who has number 1
        RequestTopic topic = new RequestTopic(ground.stores());
        try (KafkaProducer<byte[], byte[]> producer = topic.producer(Duration.ofSeconds(5))) {
            send(producer, new Admission(1, 101, 1, 1, 0));
            send(producer, new Admission(1, 102, 1, 1, 0)); // the number is taken
            send(producer, new Admission(1, 101, 2, 1, 0)); // the user has one
            send(producer, new Admission(1, 104, 4, 1, 0)); // beyond the limit
            send(producer, new Admission(9, 101, 1, 1, 0)); // no such event
            producer.send(new ProducerRecord<>(ground.stores().names().topic(), new byte[] {'{'}))
                    .get();
            send(producer, new Admission(1, 103, 3, 1, 0)); // is as it should be
        }
        ground.process();

        try (Connection connection = ground.stores().database().getConnection()) {
            assertThat(new CouponTable(ground.stores().names()).ofEvent(connection, 1))
                    .containsExactly(new CouponTable.Row(1, 1, 101), new CouponTable.Row(1, 3, 103));
        }
        assertThat(ground.disagreements(1))
                .anyMatch(check -> check.startsWith("dead letters: 0 / 4")) // the unreadable one counts for all events
                .anyMatch(check -> check.startsWith("admissions in the topic that contradict each other: 0 / 2"));
    }

    /** What a desk leaves that was killed between its decision and the record. */
    @Test
    void whoWasAdmittedAndNeverSentIsFoundAndSent() throws Exception {
        ground.event(1, 10);
        try (CouponDesk desk = ground.desk()) {
            burst(desk, 1, 5, 1);
        }
        CouponNames names = ground.stores().names();
        try (RedisClient redis = RedisClient.create(ground.stores().redis())) {
            redis.hset(names.eventKey(1), "77", "6");
            redis.hset(names.eventKey(1), "given", "6");
            redis.hset(names.pendingKey(1), "6", "77:" + (System.currentTimeMillis() - 60_000));
        }
        ground.process();

        assertThat(ground.disagreements(1)).isEmpty();
        assertThat(ground.office().usable(77, Instant.now()))
                .extracting(Coupon::number)
                .containsExactly(6);
    }

    @Test
    void severalDesksShareOneEvent() throws Exception {
        ground.event(1, 100);
        List<Tally> tallies = List.of(new Tally(), new Tally(), new Tally());
        List<Thread> threads = IntStream.range(0, 3)
                .mapToObj(number -> new Thread(() -> {
                    try (CouponDesk desk = ground.desk()) {
                        new Burst(1, 1, 400, 1, 32, Duration.ZERO).run(desk, tallies.get(number));
                    } catch (InterruptedException e) {
                        Thread.currentThread().interrupt();
                    }
                }))
                .toList();
        threads.forEach(Thread::start);
        for (Thread thread : threads) {
            thread.join();
        }
        ground.process();

        assertThat(tallies.stream().mapToLong(tally -> tally.count(200)).sum()).isEqualTo(100);
        assertThat(tallies.stream().mapToLong(tally -> tally.count(403)).sum()).isEqualTo(300);
        assertThat(tallies.stream().mapToLong(tally -> tally.count(409)).sum()).isEqualTo(800);
        assertThat(ground.disagreements(1)).isEmpty();
    }

    private void send(KafkaProducer<byte[], byte[]> producer, Admission admission) throws Exception {
        producer.send(new ProducerRecord<>(
                        ground.stores().names().topic(), CouponJson.key(admission.user()), CouponJson.of(admission)))
                .get();
    }
}
