package dev.kafkalab.labs.coupon.table;

import dev.kafkalab.labs.coupon.Coupon;
import dev.kafkalab.labs.coupon.CouponNames;
import dev.kafkalab.labs.coupon.topic.Admission;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.stream.Collectors;

/** Coupons in MySQL, a row each; to a reader a table that is not there yet holds none. Stateless. */
public record CouponTable(CouponNames names) {
    /** One row of it. */
    public record Row(long event, int number, long user) {
        /** What the row of an admission must be. */
        public static Row of(Admission admission) {
            return new Row(admission.event(), admission.number(), admission.user());
        }

        /** Whether there can be only one of them. */
        public boolean excludes(Row other) {
            return event == other.event && (number == other.number || user == other.user);
        }
    }

    /**
     * Adds rows in one statement, all or none.
     *
     * @throws java.sql.SQLIntegrityConstraintViolationException if one is there already, or excludes one that is
     */
    public void insert(Connection connection, List<Admission> admissions) throws SQLException {
        if (admissions.isEmpty()) {
            return;
        }
        String sql = "INSERT INTO " + names.couponTable() + " (event_id, number, user_id, issued_at) VALUES "
                + String.join(", ", Collections.nCopies(admissions.size(), "(?, ?, ?, ?)"));
        try (PreparedStatement insert = connection.prepareStatement(sql)) {
            int at = 1;
            for (Admission admission : admissions) {
                insert.setLong(at++, admission.event());
                insert.setInt(at++, admission.number());
                insert.setLong(at++, admission.user());
                insert.setObject(at++, EventTable.utc(Instant.ofEpochMilli(admission.millis())));
            }
            insert.executeUpdate();
        }
    }

    /** Rows that these admissions made or that exclude them, as they were last committed, or will be. */
    public List<Row> touching(Connection connection, Collection<Admission> admissions) throws SQLException {
        if (admissions.isEmpty()) {
            return List.of();
        }
        String numbers = admissions.stream()
                .map(each -> "(" + each.event() + "," + each.number() + ")")
                .collect(Collectors.joining(","));
        String users = admissions.stream()
                .map(each -> "(" + each.user() + "," + each.event() + ")")
                .collect(Collectors.joining(","));
        // Locking reads see what others committed after this transaction began. Two statements, an index each.
        List<Row> rows = new ArrayList<>(rows(connection, "WHERE (event_id, number) IN (" + numbers + ") FOR SHARE"));
        rows.addAll(rows(connection, "WHERE (user_id, event_id) IN (" + users + ") FOR SHARE"));
        return rows;
    }

    /** All of an event, by number. */
    public List<Row> ofEvent(Connection connection, long event) throws SQLException {
        return rows(connection, "WHERE event_id = " + event + " ORDER BY number");
    }

    private List<Row> rows(Connection connection, String which) throws SQLException {
        List<Row> rows = new ArrayList<>();
        try (Statement statement = connection.createStatement();
                ResultSet found = statement.executeQuery(
                        "SELECT event_id, number, user_id FROM " + names.couponTable() + " " + which)) {
            while (found.next()) {
                rows.add(new Row(found.getLong(1), found.getInt(2), found.getLong(3)));
            }
        } catch (SQLException e) {
            if (!EventTable.isAbsent(e)) {
                throw e;
            }
        }
        return rows;
    }

    /** The user's coupons that are not used and may still be, the last issued first. */
    public List<Coupon> usable(Connection connection, long user, Instant now) throws SQLException {
        String sql =
                "SELECT c.event_id, e.name, c.number, c.user_id, c.issued_at, e.usable_until FROM %s c JOIN %s e ON e.id = c.event_id WHERE c.user_id = ? AND c.used_at IS NULL AND e.usable_until > ? ORDER BY c.issued_at DESC, c.event_id"
                        .formatted(names.couponTable(), names.eventTable());
        List<Coupon> coupons = new ArrayList<>();
        try (PreparedStatement select = connection.prepareStatement(sql)) {
            select.setLong(1, user);
            select.setObject(2, EventTable.utc(now));
            try (ResultSet rows = select.executeQuery()) {
                while (rows.next()) {
                    coupons.add(new Coupon(
                            rows.getLong(1),
                            rows.getString(2),
                            rows.getInt(3),
                            rows.getLong(4),
                            EventTable.instant(rows, 5),
                            EventTable.instant(rows, 6)));
                }
            }
        } catch (SQLException e) {
            if (!EventTable.isAbsent(e)) {
                throw e;
            }
        }
        return coupons;
    }
}
