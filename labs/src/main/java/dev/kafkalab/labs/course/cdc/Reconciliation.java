package dev.kafkalab.labs.course.cdc;

import dev.kafkalab.labs.frame.Database;
import dev.kafkalab.labs.frame.LabSite;
import dev.kafkalab.labs.frame.TopicContents;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * A table compared with the topic that should tell of it, as a reader of committed records sees it.
 *
 * @param orders how many are in the table
 * @param events how many the topic tells of
 * @param lost changes of the table that the topic does not tell of, deletes not counted
 * @param deletesLost deletes that the topic does not tell of
 * @param invented changes that the topic tells of and that never were
 * @param repeated events beyond the first of each change
 * @param stale orders whose last state in the topic is not the one in the table
 */
record Reconciliation(
        int orders,
        int events,
        SortedSet<Change> lost,
        SortedSet<Change> deletesLost,
        SortedSet<Change> invented,
        int repeated,
        SortedSet<Change> stale) {
    static Reconciliation of(LabSite site, Way way) throws SQLException {
        OrderTable table = Names.of(site).orders(way);
        List<Order> rows;
        List<Order> archived;
        try (Connection connection = Database.of(site).connect()) {
            rows = table.orders(connection);
            archived = table.archived(connection);
        }
        List<Change> events = TopicContents.of(site, Names.of(site).topic(way)).stream()
                .map(Change::in)
                .flatMap(Optional::stream)
                .toList();
        return of(rows, archived, events);
    }

    /** @param archived orders that were deleted */
    static Reconciliation of(List<Order> rows, List<Order> archived, List<Change> events) {
        SortedSet<Change> happened = new TreeSet<>();
        rows.forEach(order -> addWrites(happened, order));
        archived.forEach(order -> {
            addWrites(happened, order);
            happened.add(new Change(order.id(), Change.DELETED));
        });
        Set<Change> told = new TreeSet<>(events);
        Map<Long, Change> last = new TreeMap<>();
        events.forEach(event -> last.put(event.order(), event));
        SortedSet<Change> lost = without(happened, told);
        return new Reconciliation(
                rows.size(),
                events.size(),
                chosen(lost, false),
                chosen(lost, true),
                without(told, happened),
                events.size() - told.size(),
                without(
                        rows.stream()
                                .map(order -> new Change(order.id(), order.version()))
                                .toList(),
                        last.values()));
    }

    private static void addWrites(Set<Change> happened, Order order) {
        for (int version = 1; version <= order.version(); version++) {
            happened.add(new Change(order.id(), version));
        }
    }

    private static SortedSet<Change> without(Collection<Change> changes, Collection<Change> others) {
        SortedSet<Change> left = new TreeSet<>(changes);
        left.removeAll(Set.copyOf(others));
        return left;
    }

    private static SortedSet<Change> chosen(Set<Change> changes, boolean deletes) {
        return changes.stream()
                .filter(change -> change.isDelete() == deletes)
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
