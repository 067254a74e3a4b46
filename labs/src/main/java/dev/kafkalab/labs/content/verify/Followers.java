package dev.kafkalab.labs.content.verify;

import dev.kafkalab.labs.content.metadata.Metadata;
import dev.kafkalab.labs.content.work.DatabaseDownException;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Who follows whom, read in parts, of which those used last are kept: however many follow somebody. Of one thread. */
final class Followers {
    private static final int PART = 5_000;
    private static final int MOST_KEPT = 200;

    private record Key(long userId, long after) {}

    private final Metadata metadata;
    private final Map<Key, List<Long>> kept = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Key, List<Long>> eldest) {
            return size() > MOST_KEPT;
        }
    };

    Followers(Metadata metadata) {
        this.metadata = metadata;
    }

    /** The followers of one user in ascending order, one after the other. */
    Walk of(long userId) {
        return new Walk(userId);
    }

    /** Stands before the first. */
    final class Walk {
        private final long userId;
        private List<Long> part;
        private int at;

        private Walk(long userId) {
            this.userId = userId;
            this.part = part(userId, 0);
        }

        /** The next, without going on; the greatest number there is when there is none. */
        long peek() {
            if (at == part.size() && part.size() == PART) {
                part = part(userId, part.get(at - 1));
                at = 0;
            }
            return at == part.size() ? Long.MAX_VALUE : part.get(at);
        }

        void next() {
            at++;
        }
    }

    private List<Long> part(long userId, long after) {
        return kept.computeIfAbsent(new Key(userId, after), key -> {
            try {
                return metadata.followers(userId, after, PART);
            } catch (SQLException e) {
                throw DatabaseDownException.or(e, "inboxes cannot be compared");
            }
        });
    }
}
