package dev.kafkalab.dedup.jdbc;

import dev.kafkalab.KafkaLabException;
import dev.kafkalab.consumer.Delivery;
import dev.kafkalab.dedup.Deduplication;
import dev.kafkalab.dedup.DeliveryId;
import dev.kafkalab.dedup.HeldElsewhereException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import javax.sql.DataSource;

/**
 * Remembers what is done in a table of the handler's own database: the row is written in the same transaction as what the
 * handler writes through {@link Delivery#connection()}, so that there are both or neither. What is written there happens
 * exactly once; what a handler does elsewhere (a call, an e-mail) at least once.
 *
 * <p>What a crash gives:
 *
 * <ul>
 *   <li>before the handler has written, or between that and the commit: the database rolls back. The record is delivered
 *       again and handled.
 *   <li>while the commit is under way, or when its answer is lost: {@link #once} throws what the driver threw; the record
 *       is delivered again, and the inbox says whether it was done.
 *   <li>after the commit, before Kafka's: the record is delivered again and the handler is not called.
 * </ul>
 *
 * <p>Two that race for an id: the second waits in the database until the first commits (then it is a duplicate) or rolls
 * back (then it is its turn). A wait that the database ends, or a deadlock of several waiting, before the handler was
 * called is a {@link HeldElsewhereException}. A handler that runs into a deadlock fails as by any exception, also if it
 * catches it and writes on: the database has forgotten the row by then.
 *
 * <p>The handler must neither commit, roll back, close the connection nor switch auto-commit on. Auto-commit is as it was
 * when the connection goes back; the isolation is the connection's own. Thread-safe; holds nothing open, so there is
 * nothing to close. Works on MySQL, and where the table's DDL and SQLState are standard.
 */
public final class JdbcInbox implements Deduplication {
    /** {@code kafka_inbox} */
    public static final String STANDARD_TABLE = "kafka_inbox";

    private static final int CLAIMS = 3;
    private static final Duration PAUSE = Duration.ofSeconds(1);

    private final DataSource dataSource;
    private final InboxTable table;
    private final Clock clock;

    private JdbcInbox(DataSource dataSource, InboxTable table, Clock clock) {
        this.dataSource = dataSource;
        this.table = table;
        this.clock = clock;
    }

    /** In table {@value #STANDARD_TABLE}. Takes a connection for each record; give it a pool. */
    public static JdbcInbox on(DataSource dataSource) {
        return new JdbcInbox(dataSource, new InboxTable(STANDARD_TABLE), Clock.systemUTC());
    }

    /**
     * The same in another table.
     *
     * @param name letters, digits and underscores, with a schema and a dot before it if need be
     */
    public JdbcInbox table(String name) {
        return new JdbcInbox(dataSource, new InboxTable(name), clock);
    }

    /** The same with another clock, which says when something was done. */
    public JdbcInbox clock(Clock clock) {
        return new JdbcInbox(dataSource, table, clock);
    }

    /** The statement that makes the table, for a migration of the application's own. */
    public static String ddl(String table) {
        return new InboxTable(table).ddl();
    }

    /** Makes the table unless it is there. */
    public void createTable() throws SQLException {
        try (Transaction transaction = Transaction.begin(dataSource)) {
            table.create(transaction.connection());
            transaction.commit();
        }
    }

    @Override
    public boolean once(DeliveryId id, Delivery<?> delivery, Work work) throws Exception {
        try (Transaction transaction = Transaction.begin(dataSource)) {
            if (!claim(transaction, id, delivery)) {
                return false;
            }
            delivery.attach(transaction.connection());
            work.run();
            if (!table.holds(transaction.connection(), id)) {
                throw KafkaLabException.precondition("the transaction of " + delivery.origin()
                        + " ended while its handler ran; let a failed statement's exception through, and leave commit and"
                        + " rollback to the inbox");
            }
            transaction.commit();
            return true;
        }
    }

    /** Before anything else is written, so a transaction that the database gave up can begin again. */
    private boolean claim(Transaction transaction, DeliveryId id, Delivery<?> delivery) throws SQLException {
        Connection connection = transaction.connection();
        for (int claims = 1; ; claims++) {
            try {
                table.insert(connection, id, clock.millis());
                return true;
            } catch (SQLException e) {
                transaction.rollBack();
                switch (Refusal.of(e)) {
                    case CONSTRAINT -> {
                        if (table.holds(connection, id)) {
                            return false;
                        }
                        throw e;
                    }
                    case DEADLOCK -> {
                        if (claims == CLAIMS) {
                            throw new HeldElsewhereException(delivery.origin(), PAUSE);
                        }
                    }
                    case LOCKED -> throw new HeldElsewhereException(delivery.origin(), PAUSE);
                    case OTHER -> throw e;
                }
            }
        }
    }

    /**
     * Forgets what was done longer ago than this; a duplicate that comes later is handled again. So keep ids for longer than
     * a record can come back: the topic's retention, retry and dead letters included. Safe while records are handled: it
     * locks none but the rows it deletes.
     *
     * @return how many ids it forgot
     */
    public long prune(Duration age) throws SQLException {
        if (age.isNegative()) {
            throw new IllegalArgumentException("age is " + age + "; it must be zero or more");
        }
        long before = clock.millis() - age.toMillis();
        long pruned = 0;
        while (true) {
            try (Transaction transaction = Transaction.begin(dataSource)) {
                int found = table.prune(transaction.connection(), before);
                transaction.commit();
                pruned += found;
                if (found < InboxTable.PRUNED_AT_ONCE) {
                    return pruned;
                }
            }
        }
    }
}
