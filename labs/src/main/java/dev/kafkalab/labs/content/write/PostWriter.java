package dev.kafkalab.labs.content.write;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.kafkalab.KafkaLabException;
import dev.kafkalab.cdc.Outbox;
import dev.kafkalab.cdc.OutboxEvent;
import dev.kafkalab.labs.content.ContentJson;
import dev.kafkalab.labs.content.ContentNames;
import dev.kafkalab.labs.content.Operation;
import dev.kafkalab.labs.content.OriginalPost;
import dev.kafkalab.labs.content.Post;
import dev.kafkalab.labs.content.metadata.Metadata;
import dev.kafkalab.labs.content.work.DatabaseDownException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import javax.sql.DataSource;

/**
 * Writes posts: of each change the row and its event are in one transaction, so there are both or neither. The row is locked
 * before the event is appended, so events of a post are in the order of its versions. Asks MySQL alone: whatever else is down,
 * writes go on. Thread-safe.
 *
 * <p>What MySQL does not answer is a {@link DatabaseDownException}; if that happens at the very end, it is not known whether it
 * was written, and the message says so.
 */
public final class PostWriter {
    private static final String AGGREGATE = "post";

    private final DataSource database;
    private final Outbox outbox;
    private final PostTable table;
    private final PostRules rules;
    private final Clock clock;

    /** @param database with the tables of {@link ContentSchema}; whoever made it closes it */
    public PostWriter(DataSource database, ContentNames names, Metadata metadata, Clock clock) {
        this.database = database;
        this.outbox = ContentSchema.outbox(names);
        this.table = new PostTable(database, names);
        this.rules = new PostRules(metadata);
        this.clock = clock;
    }

    /** @throws InvalidPostException with everything that is wrong */
    public WrittenPost create(PostDraft draft) {
        ValidPost valid = checked(() -> rules.check(draft));
        return inTransaction(connection -> insert(connection, valid));
    }

    /**
     * Several in one transaction, in this order: all of them or none.
     *
     * @throws InvalidPostException with everything that is wrong with the first that may not be written
     */
    public List<WrittenPost> createAll(List<PostDraft> drafts) {
        List<ValidPost> valid = new ArrayList<>(drafts.size());
        for (PostDraft draft : drafts) {
            valid.add(checked(() -> rules.check(draft)));
        }
        return inTransaction(connection -> {
            List<WrittenPost> written = new ArrayList<>(valid.size());
            for (ValidPost post : valid) {
                written.add(insert(connection, post));
            }
            return written;
        });
    }

    /** Whether it may be written. @throws InvalidPostException with everything that is wrong */
    public void check(PostDraft draft) {
        checked(() -> rules.check(draft));
    }

    /**
     * Replaces title, content and category. Of two at once, the later begins with what the earlier made.
     *
     * @param draft its author is left out, or the one who wrote the post
     * @throws InvalidPostException with everything that is wrong
     * @throws KafkaLabException not found: there is no such post, or not any more
     */
    public WrittenPost update(long id, PostDraft draft) {
        checked(() -> rules.checkWhole(draft));
        return revise(id, draft);
    }

    /**
     * Changes what the draft names and leaves the rest as it is.
     *
     * @throws InvalidPostException with everything that is wrong
     * @throws KafkaLabException not found: there is no such post, or not any more
     */
    public WrittenPost revise(long id, PostDraft draft) {
        checked(() -> rules.checkParts(draft));
        return inTransaction(connection -> {
            Post before = lock(connection, id);
            if (draft.userId() != null && draft.userId() != before.userId()) {
                throw new InvalidPostException(
                        List.of(new InvalidField("userId", "must be the author's, who is user " + before.userId())));
            }
            ValidPost.Text text = new ValidPost.Text(
                    Objects.requireNonNullElse(draft.title(), before.title()),
                    Objects.requireNonNullElse(draft.content(), before.content()),
                    Objects.requireNonNullElse(draft.categoryId(), before.categoryId()));
            Post after = next(before, text);
            WrittenPost written = new WrittenPost(after, Optional.empty());
            table.update(connection, written);
            tell(connection, OriginalPost.of(Operation.UPDATE, after));
            return written;
        });
    }

    /**
     * Marks it as deleted.
     *
     * @throws KafkaLabException not found: there is no such post, or not any more
     */
    public WrittenPost delete(long id) {
        return inTransaction(connection -> {
            Post before = lock(connection, id);
            Post after = next(before, new ValidPost.Text(before.title(), before.content(), before.categoryId()));
            WrittenPost written = new WrittenPost(after, Optional.of(after.updatedAt()));
            table.update(connection, written);
            tell(connection, OriginalPost.deleted(id, after.version()));
            return written;
        });
    }

    /**
     * Tells again of a post as it stands, in the same version: for repairs, where its event was lost on the way.
     *
     * @param told of a post that is not there it tells that it is deleted, in the version after this one
     */
    public void tellAgain(long id, long told) {
        inTransaction(connection -> {
            Optional<WrittenPost> found = table.lock(connection, id);
            OriginalPost event = found.map(PostWriter::event).orElseGet(() -> OriginalPost.deleted(id, told + 1));
            tell(connection, event);
            return found;
        });
    }

    private static OriginalPost event(WrittenPost written) {
        Post post = written.post();
        return written.deleted()
                ? OriginalPost.deleted(post.id(), post.version())
                : OriginalPost.of(post.version() == 1 ? Operation.CREATE : Operation.UPDATE, post);
    }

    private WrittenPost insert(Connection connection, ValidPost valid) throws SQLException {
        Post post = table.insert(connection, valid, now());
        tell(connection, OriginalPost.of(Operation.CREATE, post));
        return new WrittenPost(post, Optional.empty());
    }

    private Post lock(Connection connection, long id) throws SQLException {
        WrittenPost found =
                table.lock(connection, id).orElseThrow(() -> KafkaLabException.notFound("there is no post " + id));
        if (found.deleted()) {
            throw KafkaLabException.notFound("post " + id + " was deleted");
        }
        return found.post();
    }

    private Post next(Post before, ValidPost.Text text) {
        Instant now = now();
        // A clock that was set back does not make a change older than the one before.
        Instant updatedAt = now.isBefore(before.updatedAt()) ? before.updatedAt() : now;
        return new Post(
                before.id(),
                text.title(),
                text.content(),
                before.userId(),
                text.categoryId(),
                before.createdAt(),
                updatedAt,
                before.version() + 1);
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }

    private void tell(Connection connection, OriginalPost event) throws SQLException {
        try {
            outbox.append(
                    connection,
                    new OutboxEvent(
                            AGGREGATE,
                            Long.toString(event.id()),
                            event.operationType().name(),
                            ContentJson.mapper().writeValueAsString(event)));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e); // a record of plain values can be written
        }
    }

    private interface Check<T> {
        T of() throws SQLException;
    }

    /** Before the transaction, since it may take a connection of its own. */
    private static <T> T checked(Check<T> check) {
        try {
            return check.of();
        } catch (SQLException e) {
            throw DatabaseDownException.or(e, "nothing was written");
        }
    }

    private interface Change<T> {
        T in(Connection connection) throws SQLException;
    }

    private <T> T inTransaction(Change<T> change) {
        boolean committing = false;
        // Whatever is not committed is rolled back when the connection goes back, also by a connection that breaks.
        try (Connection connection = database.getConnection()) {
            connection.setAutoCommit(false);
            try {
                T done = change.in(connection);
                committing = true;
                connection.commit();
                return done;
            } finally {
                if (!committing) {
                    connection.rollback();
                }
            }
        } catch (SQLException e) {
            throw DatabaseDownException.or(
                    e, committing ? "it is not known whether the post was written" : "nothing was written");
        }
    }
}
