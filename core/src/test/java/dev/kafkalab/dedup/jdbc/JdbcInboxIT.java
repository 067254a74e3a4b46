package dev.kafkalab.dedup.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.kafkalab.KafkaLabException;
import dev.kafkalab.dedup.Deduplication;
import dev.kafkalab.dedup.DeduplicationContract;
import dev.kafkalab.dedup.DeliveryId;
import dev.kafkalab.dedup.HeldElsewhereException;
import dev.kafkalab.dedup.TestDelivery;
import dev.kafkalab.sandbox.Sandbox;
import dev.kafkalab.sandbox.ServerKind;
import dev.kafkalab.sandbox.junit.SandboxTest;
import java.net.URI;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@SandboxTest(servers = {ServerKind.MYSQL, ServerKind.REDIS})
class JdbcInboxIT extends DeduplicationContract {
    private final Map<String, String> exports;
    private final JdbcShop shop;
    private final String effect = UUID.randomUUID().toString();
    private final DeliveryId id = new DeliveryId("inbox", effect);
    private final TestDelivery delivery = TestDelivery.any();

    JdbcInboxIT(Sandbox sandbox) throws SQLException {
        this.exports = sandbox.exports();
        this.shop = JdbcShop.of(exports);
        JdbcShop.makeTables(shop);
    }

    @AfterEach
    void close() {
        shop.close();
    }

    @Override
    protected Deduplication store() {
        return shop.store();
    }

    @Test
    void whatAFailedHandlerWroteIsUndoneWithItsMark() throws Exception {
        assertThatThrownBy(() -> shop.store().once(id, delivery, () -> {
                    shop.effect(effect, delivery);
                    throw new IllegalStateException("refused");
                }))
                .hasMessage("refused");
        assertThat(shop.effects(effect)).isZero();
        assertThat(handles(shop)).isTrue();
        assertThat(shop.effects(effect)).isEqualTo(1);
    }

    /** The answer to the commit is lost; whether the commit got through is the only difference. */
    @ParameterizedTest
    @CsvSource({"BEFORE, 0", "AFTER, 1"})
    void aCommitOfUnknownOutcomeIsAFailureAndTheInboxDecidesAboutTheNextAttempt(
            CuttingProxy.Cut cut, long effectsAfterwards) throws Exception {
        URI database = URI.create(exports.get("KAFKA_LAB_MYSQL_URL").substring("jdbc:".length()));
        try (CuttingProxy proxy = new CuttingProxy(database.getPort(), "commit")) {
            Map<String, String> through = new HashMap<>(exports);
            through.compute(
                    "KAFKA_LAB_MYSQL_URL", (name, url) -> url.replace(":" + database.getPort(), ":" + proxy.port()));
            try (JdbcShop cutOff = JdbcShop.of(through)) {
                proxy.cutNext(cut);
                assertThatThrownBy(() -> handles(cutOff)).isInstanceOf(SQLException.class);
                boolean again = handles(cutOff);
                assertThat(again).isEqualTo(effectsAfterwards == 0);
            }
        }
        assertThat(shop.effects(effect)).isEqualTo(1);
    }

    @Test
    void waitingThatTheDatabaseEndsIsHeldElsewhere() throws Exception {
        Map<String, String> impatient = new HashMap<>(exports);
        impatient.compute("KAFKA_LAB_MYSQL_URL", (name, url) -> url + "&sessionVariables=innodb_lock_wait_timeout=1");
        try (JdbcShop other = JdbcShop.of(impatient)) {
            assertThat(shop.store()
                            .once(
                                    id,
                                    delivery,
                                    () -> assertThatThrownBy(() -> handles(other))
                                            .isInstanceOf(HeldElsewhereException.class)))
                    .isTrue();
            assertThat(handles(other)).isFalse();
        }
        assertThat(shop.effects(effect)).isZero();
    }

    /** When the first of three rolls back, MySQL lets the other two into a deadlock and gives one of them up. */
    @Test
    void ofTwoThatWaitForOneThatFailsOneHandlesAndTheOtherSeesADuplicate() throws Exception {
        ExecutorService others = Executors.newFixedThreadPool(2);
        List<Future<Boolean>> answers = new ArrayList<>();
        try {
            assertThatThrownBy(() -> shop.store().once(id, delivery, () -> {
                        answers.add(others.submit(() -> handles(shop)));
                        answers.add(others.submit(() -> handles(shop)));
                        await().until(() -> waitingForLocks() == 2);
                        throw new IllegalStateException("refused");
                    }))
                    .hasMessage("refused");
            assertThat(List.of(answers.get(0).get(), answers.get(1).get())).containsExactlyInAnyOrder(true, false);
        } finally {
            others.shutdownNow();
        }
        assertThat(shop.effects(effect)).isEqualTo(1);
    }

    private long waitingForLocks() throws SQLException {
        try (Connection root = DriverManager.getConnection(exports.get("KAFKA_LAB_MYSQL_URL"), "root", "1234");
                Statement statement = root.createStatement();
                ResultSet rows = statement.executeQuery(
                        "SELECT COUNT(*) FROM information_schema.innodb_trx WHERE trx_state = 'LOCK WAIT'")) {
            rows.next();
            return rows.getLong(1);
        }
    }

    /** As after a deadlock that the handler caught: the database rolled back what was before, the row of the inbox too. */
    @Test
    void aHandlerWhoseTransactionEndedUnderItFailsAndItsLaterWritesAreUndone() throws Exception {
        assertThatThrownBy(() -> shop.store().once(id, delivery, () -> {
                    delivery.connection().rollback();
                    shop.effect(effect, delivery);
                }))
                .isInstanceOf(KafkaLabException.class)
                .hasMessageStartingWith("the transaction of orders-0@42 ended while its handler ran");
        assertThat(shop.effects(effect)).isZero();
        assertThat(handles(shop)).isTrue();
    }

    @Test
    void aTableThatIsMissingOrAConnectionThatIsNotToBeHadIsAFailureAndNothingIsHandled() {
        assertThatThrownBy(() -> shop.store().table("no_such_inbox").once(id, delivery, () -> {
                    throw new AssertionError("handled without an inbox");
                }))
                .isInstanceOf(SQLException.class)
                .hasMessageContaining("no_such_inbox");
        shop.pool().close();
        assertThatThrownBy(() -> handles(shop)).isInstanceOf(SQLException.class);
    }

    @Test
    void pruningForgetsWhatIsOldAndNothingElse() throws Exception {
        AtomicReference<Instant> now = new AtomicReference<>(Instant.parse("2026-01-01T00:00:00Z"));
        JdbcInbox inbox = shop.store().table("pruned_inbox").clock(new SettableClock(now));
        inbox.createTable();
        inbox.prune(Duration.ZERO);
        int old = 3 * InboxTable.PRUNED_AT_ONCE / 2;
        for (int number = 0; number < old; number++) {
            inbox.once(new DeliveryId("group", "old-" + number), delivery, () -> {});
        }
        now.set(now.get().plus(Duration.ofDays(8)));
        inbox.once(new DeliveryId("group", "new"), delivery, () -> {});

        assertThat(inbox.prune(Duration.ofDays(7))).isEqualTo(old);
        assertThat(inbox.prune(Duration.ofDays(7))).isZero();
        assertThat(inbox.once(new DeliveryId("group", "new"), delivery, () -> {}))
                .isFalse();
        assertThat(inbox.once(new DeliveryId("group", "old-0"), delivery, () -> {}))
                .isTrue();
    }

    /** Pruning while another transaction holds a row of its own must not wait for it. */
    @Test
    void pruningDoesNotWaitForHandlersNorTheyForIt() throws Exception {
        JdbcInbox inbox = shop.store().table("busy_inbox");
        inbox.createTable();
        inbox.once(new DeliveryId("group", UUID.randomUUID().toString()), delivery, () -> {});
        inbox.once(new DeliveryId("group", UUID.randomUUID().toString()), delivery, () -> {
            assertThat(inbox.clock(Clock.offset(Clock.systemUTC(), Duration.ofDays(1)))
                            .prune(Duration.ofHours(1)))
                    .isEqualTo(1);
            assertThat(inbox.once(new DeliveryId("group", UUID.randomUUID().toString()), TestDelivery.any(), () -> {}))
                    .isTrue();
        });
    }

    private boolean handles(JdbcShop shop) throws Exception {
        TestDelivery own = TestDelivery.any();
        return shop.store().once(id, own, () -> shop.effect(effect, own));
    }

    private static final class SettableClock extends Clock {
        private final AtomicReference<Instant> now;

        SettableClock(AtomicReference<Instant> now) {
            this.now = now;
        }

        @Override
        public Instant instant() {
            return now.get();
        }

        @Override
        public ZoneOffset getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    }
}
