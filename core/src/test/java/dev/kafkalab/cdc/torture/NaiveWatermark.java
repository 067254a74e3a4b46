package dev.kafkalab.cdc.torture;

import dev.kafkalab.cdc.torture.Recount.Event;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What most pollers do: {@code WHERE id > the highest seen}. Here to show that the writers make it miss events, and that the
 * recount says so. Runs on a thread of its own until it is told to end.
 */
final class NaiveWatermark implements Runnable {
    private static final Pattern NUMBER = Pattern.compile("\\d+");

    private final Accounts accounts;
    private final List<Event> events = new ArrayList<>();
    private volatile boolean ending;
    private long highest;

    NaiveWatermark(Accounts accounts) {
        this.accounts = accounts;
    }

    void end() {
        ending = true;
    }

    /** What it found, when its thread has ended. */
    List<Event> events() {
        return events;
    }

    @Override
    public void run() {
        try {
            boolean last;
            do {
                last = ending; // one more look after all writers are done
                look();
                TimeUnit.MILLISECONDS.sleep(5);
            } while (!last);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void look() {
        try (Connection connection = accounts.database().getConnection();
                PreparedStatement select = connection.prepareStatement("SELECT id, aggregateid, payload FROM "
                        + accounts.outbox().table() + " WHERE id > ? ORDER BY id")) {
            select.setLong(1, highest);
            try (ResultSet rows = select.executeQuery()) {
                while (rows.next()) {
                    highest = rows.getLong(1);
                    Matcher number = NUMBER.matcher(rows.getString(3));
                    number.find();
                    events.add(new Event(rows.getInt(2), Long.parseLong(number.group())));
                }
            }
        } catch (SQLException e) {
            throw new IllegalStateException("the naive poller cannot read", e);
        }
    }
}
