package dev.kafkalab.labs.coupon.worker;

import dev.kafkalab.consumer.BatchFailedException;
import dev.kafkalab.consumer.BatchHandler;
import dev.kafkalab.consumer.Received;
import dev.kafkalab.labs.coupon.CouponEvent;
import dev.kafkalab.labs.coupon.CouponStores;
import dev.kafkalab.labs.coupon.table.CouponTable;
import dev.kafkalab.labs.coupon.table.EventTable;
import dev.kafkalab.labs.coupon.table.FenceTable;
import dev.kafkalab.labs.coupon.topic.Admission;
import dev.kafkalab.labs.coupon.topic.CouponRecord;
import dev.kafkalab.labs.coupon.topic.Fence;
import dev.kafkalab.labs.coupon.topic.Fences;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLIntegrityConstraintViolationException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Makes rows of the records of one partition: all of a batch in one transaction, its coupons in one statement. A record that
 * comes again changes nothing. Thread-safe.
 */
final class RowWriter implements BatchHandler<byte[], CouponRecord> {
    private final CouponStores stores;
    private final EventTable events;
    private final CouponTable coupons;
    private final FenceTable fences;
    private final LongAdder written;
    /** Events never change. */
    private final Map<Long, CouponEvent> known = new ConcurrentHashMap<>();

    /** @param written counts rows */
    RowWriter(CouponStores stores, LongAdder written) {
        this.stores = stores;
        this.events = new EventTable(stores.names());
        this.coupons = new CouponTable(stores.names());
        this.fences = new FenceTable(stores.names());
        this.written = written;
    }

    @Override
    public void handle(List<Received<byte[], CouponRecord>> batch) throws Exception {
        try (Connection connection = stores.database().getConnection()) {
            connection.setAutoCommit(false);
            Plan plan = plan(connection, batch);
            try {
                coupons.insert(connection, plan.admissions);
                written.add(plan.admissions.size());
            } catch (SQLIntegrityConstraintViolationException e) {
                insertMissing(connection, plan);
            }
            connection.commit();
            if (plan.failure != null) {
                throw new BatchFailedException(plan.failedAt, plan.failure);
            }
        }
    }

    /** What a batch comes to, up to the first record that contradicts something. Of one thread. */
    private static final class Plan {
        private final List<Admission> admissions = new ArrayList<>();
        /** Where in the batch each of them stands. */
        private final List<Integer> places = new ArrayList<>();

        private @Nullable CouponConflictException failure;
        private int failedAt;

        /** The batch ends in front of this one. */
        void failAt(int place, CouponConflictException reason) {
            failure = reason;
            failedAt = place;
            while (!places.isEmpty() && places.get(places.size() - 1) >= place) {
                places.remove(places.size() - 1);
                admissions.remove(admissions.size() - 1);
            }
        }
    }

    private Plan plan(Connection connection, List<Received<byte[], CouponRecord>> batch) throws SQLException {
        int partition = batch.get(0).delivery().record().partition();
        Fences standing = fences.of(
                connection,
                partition,
                batch.stream()
                        .flatMap(received -> Optional.ofNullable(received.value()).stream())
                        .map(CouponRecord::event)
                        .collect(Collectors.toSet()));
        Plan plan = new Plan();
        for (int place = 0; place < batch.size() && plan.failure == null; place++) {
            CouponRecord said = batch.get(place).value();
            long offset = batch.get(place).delivery().record().offset();
            if (said instanceof Fence fence) {
                standing.add(partition, fence.event(), fence.epoch(), offset);
                fences.insert(connection, fence.event(), partition, fence.epoch(), offset);
            } else if (said instanceof Admission admission && standing.admits(partition, offset, admission)) {
                Optional<CouponConflictException> contradiction = contradiction(connection, admission);
                if (contradiction.isPresent()) {
                    plan.failAt(place, contradiction.get());
                } else {
                    plan.admissions.add(admission);
                    plan.places.add(place);
                }
            }
        }
        return plan;
    }

    /** The last guard: whatever Redis was made to believe, no row is beyond the limit. */
    private Optional<CouponConflictException> contradiction(Connection connection, Admission admission)
            throws SQLException {
        CouponEvent event = known.get(admission.event());
        if (event == null) {
            Optional<CouponEvent> found = events.find(connection, admission.event());
            if (found.isEmpty()) {
                return Optional.of(new CouponConflictException("there is no event " + admission.event()));
            }
            event = found.get();
            known.put(event.id(), event);
        }
        return admission.number() <= event.limit()
                ? Optional.empty()
                : Optional.of(new CouponConflictException("event %d has %d coupons and no number %d"
                        .formatted(event.id(), event.limit(), admission.number())));
    }

    /** Some are there already, as after a crash, or exclude one that is. */
    private void insertMissing(Connection connection, Plan plan) throws SQLException {
        List<CouponTable.Row> there = new ArrayList<>(coupons.touching(connection, plan.admissions));
        List<Admission> missing = new ArrayList<>();
        for (int i = 0; i < plan.admissions.size(); i++) {
            Admission admission = plan.admissions.get(i);
            CouponTable.Row row = CouponTable.Row.of(admission);
            if (there.contains(row)) {
                continue;
            }
            Optional<CouponTable.Row> other =
                    there.stream().filter(row::excludes).findFirst();
            if (other.isPresent()) {
                plan.failAt(
                        plan.places.get(i),
                        new CouponConflictException(
                                "event %d: number %d was to be user %d's, and number %d is user %d's"
                                        .formatted(
                                                row.event(),
                                                row.number(),
                                                row.user(),
                                                other.get().number(),
                                                other.get().user())));
                break;
            }
            missing.add(admission);
            there.add(row);
        }
        coupons.insert(connection, missing);
        written.add(missing.size());
    }
}
