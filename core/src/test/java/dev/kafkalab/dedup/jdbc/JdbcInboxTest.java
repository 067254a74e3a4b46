package dev.kafkalab.dedup.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.kafkalab.dedup.Deduplication;
import dev.kafkalab.dedup.DeduplicationContract;
import java.sql.SQLException;
import java.util.UUID;
import org.h2.jdbcx.JdbcConnectionPool;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The contract in standard SQL, on a database of another maker than the one of {@link JdbcInboxIT}. */
class JdbcInboxTest extends DeduplicationContract {
    private final JdbcConnectionPool pool = JdbcConnectionPool.create(
            "jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1;LOCK_TIMEOUT=2000", "sa", "");
    private final JdbcInbox inbox = JdbcInbox.on(pool).table("PUBLIC.billing_inbox");

    @BeforeEach
    void makeTable() throws SQLException {
        pool.setMaxConnections(20);
        inbox.createTable();
    }

    @AfterEach
    void close() {
        pool.dispose();
    }

    @Override
    protected Deduplication store() {
        return inbox;
    }

    @Test
    void theTableIsMadeOnce() throws SQLException {
        inbox.createTable();
        assertThat(JdbcInbox.ddl("orders_inbox")).startsWith("CREATE TABLE IF NOT EXISTS orders_inbox (");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "1st", "a b", "a;DROP TABLE b", "a.b.c", "a`b", "inbox\n", "가"})
    void aTableNameThatIsMoreThanANameIsRefused(String name) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> inbox.table(name))
                .withMessageStartingWith("inbox table is '" + name + "'; it must be a name of letters");
    }
}
