package dev.kafkalab.labs.coupon.rebuild;

import dev.kafkalab.labs.coupon.CouponEvent;
import dev.kafkalab.labs.coupon.CouponStores;
import dev.kafkalab.labs.coupon.admission.RedisEvent;
import dev.kafkalab.labs.coupon.admission.RedisLine;
import dev.kafkalab.labs.coupon.admission.Script;
import dev.kafkalab.labs.coupon.table.CouponTable;
import dev.kafkalab.labs.coupon.table.EventTable;
import dev.kafkalab.labs.coupon.topic.Admitted;
import dev.kafkalab.labs.coupon.topic.Fence;
import dev.kafkalab.labs.coupon.topic.RequestTopic;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import redis.clients.jedis.exceptions.JedisException;

/**
 * Opens an event in Redis: the first time, and again whenever Redis was restarted, emptied, or lost part of what it knew.
 *
 * <p>It begins a new epoch: closes the event, puts a fence into every partition of the topic, reads the topic up to the
 * fences, adds to Redis what it lacks, and opens the event under the new epoch. Admissions of epochs before that arrive
 * behind a fence do not count, for anybody; their users are not answered 200, because settling needs the epoch of the
 * admission to be the one that is open.
 *
 * <p>What Redis still holds and the topic does not is kept, and becomes pending: somebody was admitted and is completed. A
 * number that Redis lost and the topic does not hold either was promised to nobody, and is given again.
 *
 * <p>Thread-safe, and safe with other processes: one at a time holds MySQL's lock of the event. If that is lost midway,
 * Redis opens for the epoch that was begun last and for no other.
 */
public final class Opening {
    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final int PAGE = 500;

    private final CouponStores stores;
    private final EventTable events;

    public Opening(CouponStores stores) {
        this.stores = stores;
        this.events = new EventTable(stores.names());
    }

    /** How it went. */
    public enum Outcome {
        /** It is open. */
        OPEN,
        NO_SUCH_EVENT,
        /** Another process is at it; look again. */
        ELSEWHERE
    }

    /**
     * Opens it unless it is open.
     *
     * @throws SQLException if MySQL cannot be asked
     * @throws dev.kafkalab.KafkaLabException if Redis cannot be
     * @throws org.apache.kafka.common.KafkaException if the brokers cannot be
     */
    public Outcome ensure(long id) throws SQLException {
        try {
            return attempt(id);
        } catch (JedisException e) {
            throw RedisLine.unreachable(stores.redis(), e);
        }
    }

    private Outcome attempt(long id) throws SQLException {
        try (Connection connection = stores.database().getConnection();
                RedisLine line = RedisLine.open(stores.redis(), PATIENCE)) {
            Optional<CouponEvent> event = events.find(connection, id);
            if (event.isEmpty()) {
                return Outcome.NO_SUCH_EVENT;
            }
            if (RedisEvent.isOpen(line, stores.names(), id)) {
                return Outcome.OPEN;
            }
            if (!lock(connection, id)) {
                return Outcome.ELSEWHERE;
            }
            try {
                return RedisEvent.isOpen(line, stores.names(), id) || rebuild(connection, line, event.get())
                        ? Outcome.OPEN
                        : Outcome.ELSEWHERE;
            } finally {
                unlock(connection, id);
            }
        }
    }

    /** @return false if another rebuild went ahead of this one */
    private boolean rebuild(Connection connection, RedisLine line, CouponEvent event) throws SQLException {
        String key = stores.names().eventKey(event.id());
        int epoch = events.nextEpoch(connection, event.id());
        String number = String.valueOf(epoch);
        if (!done(line.run(Script.BEGIN, List.of(key), List.of(number)))) {
            return false;
        }
        Map<Integer, Long> fences = new RequestTopic(stores).fence(new Fence(event.id(), epoch));
        Admitted admitted = Admitted.read(stores, event.id(), events.topicStart(connection, event.id()), fences);
        if (admitted.latestEpoch() > epoch) {
            return false;
        }
        Merger merger = Merger.of(
                RedisEvent.read(line, stores.names(), event.id()),
                admitted.holders(),
                new CouponTable(stores.names()).ofEvent(connection, event.id()),
                line.millis());
        for (List<String> change : amendments(number, merger)) {
            if (!done(line.run(Script.AMEND, List.of(key), change))) {
                return false;
            }
        }
        // Whoever took a later epoch began after us, or will; both are refused by the script if they were first.
        if (events.epoch(connection, event.id()) != epoch) {
            return false;
        }
        List<String> arguments = new ArrayList<>(List.of(
                number,
                line.run(),
                String.valueOf(event.limit()),
                String.valueOf(event.opensAt().toEpochMilli()),
                String.valueOf(event.expiresAt().toEpochMilli()),
                String.valueOf(merger.given()),
                merger.freeText()));
        merger.pending().forEach((which, whose) -> {
            arguments.add(String.valueOf(which));
            arguments.add(whose);
        });
        return done(line.run(Script.OPEN, List.of(key, stores.names().pendingKey(event.id())), arguments));
    }

    private static boolean done(Object answer) {
        return answer.equals(1L);
    }

    /** In pieces, since a script takes so many arguments at most, and Redis serves others in between. */
    private static List<List<String>> amendments(String epoch, Merger merger) {
        List<List<String>> all = new ArrayList<>();
        List<Long> dropped = List.copyOf(merger.dropped());
        for (int from = 0; from < dropped.size(); from += PAGE) {
            List<Long> page = dropped.subList(from, Math.min(dropped.size(), from + PAGE));
            List<String> change = new ArrayList<>(List.of(epoch, String.valueOf(page.size())));
            page.forEach(user -> change.add(String.valueOf(user)));
            all.add(change);
        }
        List<Map.Entry<Long, Integer>> added = List.copyOf(merger.added().entrySet());
        for (int from = 0; from < added.size(); from += PAGE) {
            List<String> change = new ArrayList<>(List.of(epoch, "0"));
            added.subList(from, Math.min(added.size(), from + PAGE)).forEach(entry -> {
                change.add(String.valueOf(entry.getKey()));
                change.add(String.valueOf(entry.getValue()));
            });
            all.add(change);
        }
        return all;
    }

    private boolean lock(Connection connection, long id) throws SQLException {
        try (PreparedStatement lock = connection.prepareStatement("SELECT GET_LOCK(?, 0)")) {
            lock.setString(1, lockName(id));
            try (ResultSet row = lock.executeQuery()) {
                return row.next() && row.getInt(1) == 1;
            }
        }
    }

    /** A connection of a pool outlives its borrower, and would hold on to it. */
    private void unlock(Connection connection, long id) throws SQLException {
        try (PreparedStatement unlock = connection.prepareStatement("SELECT RELEASE_LOCK(?)")) {
            unlock.setString(1, lockName(id));
            unlock.execute();
        }
    }

    /** MySQL allows 64 characters. */
    private String lockName(long id) {
        String name = stores.names().tables() + "-" + id;
        return name.length() <= 64 ? name : name.substring(name.length() - 64);
    }
}
