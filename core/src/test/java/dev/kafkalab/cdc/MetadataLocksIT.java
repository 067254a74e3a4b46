package dev.kafkalab.cdc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariDataSource;
import dev.kafkalab.KafkaLabException;
import dev.kafkalab.sandbox.Sandbox;
import dev.kafkalab.sandbox.ServerKind;
import dev.kafkalab.sandbox.junit.SandboxTest;
import java.sql.Connection;
import java.sql.SQLException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@SandboxTest(servers = {ServerKind.KAFKA, ServerKind.MYSQL})
class MetadataLocksIT {
    private CaptureStores stores;
    private Outbox outbox;
    private MetadataLocks locks;

    @BeforeEach
    void prepare(Sandbox sandbox) throws SQLException {
        stores = new CaptureStores(sandbox.exports());
        outbox = Outbox.table(CaptureStores.fresh("outbox"));
        outbox.createTable(stores.database());
        locks = new MetadataLocks("campus", outbox.table());
    }

    @AfterEach
    void close() {
        stores.close();
    }

    @Test
    void whoeverHasWrittenHoldsTheTableToTheEndOfTheTransaction() throws Exception {
        try (Connection writer = stores.database().getConnection();
                Connection reader = stores.database().getConnection()) {
            writer.setAutoCommit(false);
            assertThat(locks.holders(reader)).isEmpty();
            outbox.append(writer, new OutboxEvent("order", "1", "Placed", "a"));
            assertThat(locks.holders(reader)).hasSize(1);
            writer.rollback();
            assertThat(locks.holders(reader)).isEmpty();
        }
    }

    @Test
    void whoeverReadsOnlyIsNotWaitedFor() throws Exception {
        try (Connection other = stores.database().getConnection();
                Connection reader = stores.database().getConnection()) {
            other.setAutoCommit(false);
            CaptureStores.execute(other, "SELECT * FROM " + outbox.table());
            assertThat(locks.holders(reader)).isEmpty();
            other.rollback();
        }
    }

    @Test
    void aRelayRefusesToReadWhereLocksAreNotShown() throws Exception {
        setAsRoot(
                "UPDATE performance_schema.setup_instruments SET ENABLED = 'NO' WHERE NAME = 'wait/lock/metadata/sql/mdl'");
        try {
            assertThatThrownBy(() -> stores.relay(outbox).start())
                    .isInstanceOf(KafkaLabException.class)
                    .hasMessage(
                            "MySQL does not say who writes campus." + outbox.table()
                                    + ", so late commits could be missed; start it with performance_schema=ON and the instrument wait/lock/metadata/sql/mdl=ON");
        } finally {
            setAsRoot(
                    "UPDATE performance_schema.setup_instruments SET ENABLED = 'YES' WHERE NAME = 'wait/lock/metadata/sql/mdl'");
        }
    }

    @Test
    void aRelayRefusesToReadAReplica() throws Exception {
        setAsRoot("SET GLOBAL read_only = ON");
        try {
            assertThatThrownBy(() -> stores.relay(outbox).start())
                    .isInstanceOf(KafkaLabException.class)
                    .hasMessageContaining("is read-only: a replica does not say who writes; connect to the primary");
        } finally {
            setAsRoot("SET GLOBAL read_only = OFF");
        }
    }

    private void setAsRoot(String sql) throws SQLException {
        try (HikariDataSource root = stores.asRoot();
                Connection connection = root.getConnection()) {
            CaptureStores.execute(connection, sql);
        }
    }
}
