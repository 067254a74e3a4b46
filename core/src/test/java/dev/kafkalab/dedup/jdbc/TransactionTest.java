package dev.kafkalab.dedup.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TransactionTest {
    private final List<String> calls = new ArrayList<>();
    private Connection real;
    private boolean rollbackFails;

    @BeforeEach
    void connect() throws SQLException {
        real = DriverManager.getConnection("jdbc:h2:mem:");
        try (Statement statement = real.createStatement()) {
            statement.execute("CREATE TABLE effect (id INT)");
        }
    }

    @AfterEach
    void disconnect() throws SQLException {
        real.close();
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void theConnectionGoesBackAsItCame(boolean autoCommit) throws SQLException {
        real.setAutoCommit(autoCommit);
        int isolation = real.getTransactionIsolation();
        try (Transaction transaction = Transaction.begin(pool())) {
            assertThat(real.getAutoCommit()).isFalse();
            write(transaction);
            transaction.commit();
        }
        assertThat(real.getAutoCommit()).isEqualTo(autoCommit);
        assertThat(real.getTransactionIsolation()).isEqualTo(isolation);
        assertThat(calls).endsWith("close").doesNotContain("rollback");
    }

    @Test
    void whatIsNotCommittedIsRolledBackBeforeAutoCommitIsSwitchedOn() throws SQLException {
        try (Transaction transaction = Transaction.begin(pool())) {
            write(transaction);
        }
        assertThat(calls).containsSubsequence("rollback", "setAutoCommit", "close");
        try (Statement statement = real.createStatement()) {
            assertThat(statement.executeQuery("SELECT * FROM effect").next()).isFalse();
        }
    }

    /** To switch auto-commit on would commit what is half done. */
    @Test
    void aConnectionThatCannotRollBackIsCut() throws SQLException {
        rollbackFails = true;
        try (Transaction transaction = Transaction.begin(pool())) {
            write(transaction);
            calls.clear();
        }
        assertThat(calls).containsExactly("rollback", "abort", "close");
    }

    private static void write(Transaction transaction) throws SQLException {
        try (Statement statement = transaction.connection().createStatement()) {
            statement.execute("INSERT INTO effect VALUES (1)");
        }
    }

    /** A pool of one connection that resets nothing. */
    private DataSource pool() {
        Connection pooled = (Connection) Proxy.newProxyInstance(
                getClass().getClassLoader(), new Class<?>[] {Connection.class}, (proxy, method, arguments) -> {
                    calls.add(method.getName());
                    if (method.getName().equals("close")) {
                        return null;
                    }
                    if (method.getName().equals("rollback") && rollbackFails) {
                        throw new SQLException("broken pipe", "08S01");
                    }
                    try {
                        return method.invoke(real, arguments);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
        return (DataSource) Proxy.newProxyInstance(
                getClass().getClassLoader(), new Class<?>[] {DataSource.class}, (proxy, method, arguments) -> pooled);
    }
}
