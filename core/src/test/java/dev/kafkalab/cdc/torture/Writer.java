package dev.kafkalab.cdc.torture;

import dev.kafkalab.cdc.OutboxEvent;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Changes accounts in transactions of all kinds: short and long, of one account and of several, with one statement for
 * several events that takes its time, rolled back now and then. Runs on a thread of its own until it is told to end.
 */
final class Writer implements Runnable {
    private final Accounts accounts;
    private final Random random;
    private volatile boolean ending;

    Writer(Accounts accounts, long seed) {
        this.accounts = accounts;
        this.random = new Random(seed);
    }

    /** A change that was made, not committed yet. */
    private record Change(int account, long number) {
        String payload() {
            return "{\"number\":" + number + "}";
        }
    }

    void end() {
        ending = true;
    }

    @Override
    public void run() {
        try {
            while (!ending) {
                try (Connection connection = accounts.database().getConnection()) {
                    transaction(connection);
                } catch (SQLException e) {
                    // A deadlock, or a database that is being killed: what counts is what it has committed.
                    pause(20);
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void transaction(Connection connection) throws SQLException, InterruptedException {
        connection.setAutoCommit(false);
        boolean committed = false;
        try {
            boolean isLong = random.nextInt(40) == 0;
            List<Change> changes = new ArrayList<>();
            for (int account : someAccounts()) {
                changes.add(change(connection, account));
                pause(random.nextInt(8));
            }
            if (accounts.kind().equals("outbox")) {
                append(connection, changes);
            }
            pause(isLong ? 300 + random.nextInt(1_200) : random.nextInt(10));
            if (random.nextInt(7) > 0) {
                connection.commit();
                committed = true;
            }
        } finally {
            if (!committed) {
                connection.rollback();
            }
        }
    }

    private List<Integer> someAccounts() {
        List<Integer> chosen = IntStream.range(0, 1 + random.nextInt(4))
                .map(each -> random.nextInt(Accounts.COUNT))
                .distinct()
                .sorted()
                .boxed()
                .collect(Collectors.toCollection(ArrayList::new));
        if (random.nextInt(10) == 0) {
            Collections.shuffle(chosen, random); // deadlocks, which roll back
        }
        return chosen;
    }

    private Change change(Connection connection, int account) throws SQLException {
        try (PreparedStatement raise = connection.prepareStatement(
                "UPDATE " + accounts.numbers() + " SET changes = changes + 1 WHERE id = ?")) {
            raise.setInt(1, account);
            raise.executeUpdate();
        }
        Change change = new Change(account, number(connection, account));
        if (!exists(connection, account)) {
            execute(connection, "INSERT INTO " + accounts.table() + " (version, id) VALUES (?, ?)", change);
        } else if (random.nextInt(6) == 0) {
            execute(connection, "DELETE FROM " + accounts.table() + " WHERE version < ? AND id = ?", change);
        } else {
            execute(connection, "UPDATE " + accounts.table() + " SET version = ? WHERE id = ?", change);
        }
        return change;
    }

    private static void execute(Connection connection, String sql, Change change) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setLong(1, change.number());
            statement.setInt(2, change.account());
            statement.executeUpdate();
        }
    }

    private long number(Connection connection, int account) throws SQLException {
        try (PreparedStatement select =
                connection.prepareStatement("SELECT changes FROM " + accounts.numbers() + " WHERE id = ?")) {
            select.setInt(1, account);
            try (ResultSet row = select.executeQuery()) {
                row.next();
                return row.getLong(1);
            }
        }
    }

    private boolean exists(Connection connection, int account) throws SQLException {
        try (PreparedStatement select =
                connection.prepareStatement("SELECT 1 FROM " + accounts.table() + " WHERE id = ? FOR UPDATE")) {
            select.setInt(1, account);
            try (ResultSet row = select.executeQuery()) {
                return row.next();
            }
        }
    }

    /** One by one, or all in one statement that has taken its ids before it is done. */
    private void append(Connection connection, List<Change> changes) throws SQLException {
        if (random.nextInt(3) > 0) {
            for (Change change : changes) {
                accounts.outbox()
                        .append(
                                connection,
                                new OutboxEvent(
                                        "account", Integer.toString(change.account()), "changed", change.payload()));
            }
            return;
        }
        String rows = changes.stream()
                .map(change -> "SELECT 'account', '%d', 'changed', '%s' FROM (SELECT SLEEP(0.0%d)) nap%d"
                        .formatted(change.account(), change.payload(), random.nextInt(10), change.account()))
                .collect(Collectors.joining(" UNION ALL "));
        try (PreparedStatement insert = connection.prepareStatement(
                "INSERT INTO " + accounts.outbox().table() + " (aggregatetype, aggregateid, type, payload) " + rows)) {
            insert.executeUpdate();
        }
    }

    private static void pause(int millis) throws InterruptedException {
        TimeUnit.MILLISECONDS.sleep(millis);
    }
}
