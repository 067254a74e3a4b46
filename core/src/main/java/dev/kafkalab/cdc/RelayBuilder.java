package dev.kafkalab.cdc;

import dev.kafkalab.KafkaLabException;
import dev.kafkalab.cluster.Cluster;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** Builds a relay. What contradicts is refused by {@link #start}, with a message that names it. Not thread-safe. */
public final class RelayBuilder {
    /** {@code kafka-lab-positions} */
    public static final String STANDARD_POSITION_TOPIC = "kafka-lab-positions";

    private final Map<String, Object> connection;
    private final Map<String, Object> producer = new HashMap<>();
    private final DataSource database;
    private final CaptureSource source;
    private @Nullable String name;
    private @Nullable String topics;
    private @Nullable Envelope envelope;
    private boolean tombstones;
    private boolean createTopics = true;
    private Optional<Duration> keep = Optional.empty();
    private Optional<String> from = Optional.empty();
    private boolean once;
    private TooLarge tooLarge = TooLarge.STOP;
    private String positionTopic = STANDARD_POSITION_TOPIC;
    private Duration idle = Duration.ofMillis(100);

    /**
     * @param kafka how the cluster is reached
     * @param database gives connections to MySQL's primary, in the database of the source's table; a relay holds one
     */
    public RelayBuilder(Map<String, Object> kafka, DataSource database, CaptureSource source) {
        this.connection = Map.copyOf(kafka);
        this.database = database;
        this.source = source;
    }

    /**
     * Its name: of two relays with one name the later fences the earlier, and goes on where it was. Database and
     * table, unless set.
     */
    public RelayBuilder name(String name) {
        if (name.isBlank()) {
            throw KafkaLabException.usage("name of a relay is empty");
        }
        this.name = name;
        return this;
    }

    /**
     * Where events go. Unless set: {@code outbox.event.{aggregatetype}} of an outbox, else {@code {database}.{table}}.
     *
     * @param pattern a topic's name, with places in braces
     */
    public RelayBuilder topics(String pattern) {
        this.topics = pattern;
        return this;
    }

    /** What values look like. Unless set: {@link Envelope#PLAIN} of an outbox, else {@link Envelope#DEBEZIUM}. */
    public RelayBuilder envelope(Envelope envelope) {
        this.envelope = envelope;
        return this;
    }

    /** Lets a tombstone follow each delete, so that a compacted topic forgets the row. */
    public RelayBuilder tombstones() {
        this.tombstones = true;
        return this;
    }

    /** Stops at a topic that does not exist, instead of making it with the brokers' defaults. */
    public RelayBuilder existingTopicsOnly() {
        this.createTopics = false;
        return this;
    }

    /**
     * Deletes rows of the outbox or change log that were sent, once they are this old. Unless set they stay.
     *
     * @param keep zero or more
     */
    public RelayBuilder prune(Duration keep) {
        if (keep.isNegative()) {
            throw KafkaLabException.usage("prune is " + keep + "; it must be zero or more");
        }
        this.keep = Optional.of(keep);
        return this;
    }

    /**
     * Begins there, whatever is stored: this may repeat, or leave out.
     *
     * @param position {@code beginning}, {@code end}, or as {@link RelayStatus#position} shows it
     */
    public RelayBuilder from(String position) {
        this.from = Optional.of(position);
        return this;
    }

    /** Stops by itself when all that was committed at its start is sent. */
    public RelayBuilder once() {
        this.once = true;
        return this;
    }

    public RelayBuilder tooLarge(TooLarge what) {
        this.tooLarge = what;
        return this;
    }

    /** The compacted topic that holds positions; made if need be. {@value #STANDARD_POSITION_TOPIC} unless set. */
    public RelayBuilder positionTopic(String topic) {
        this.positionTopic = topic;
        return this;
    }

    /** How long it sleeps between two looks at most, when nothing comes: 100 ms unless set, at least 1. */
    public RelayBuilder idle(Duration most) {
        if (most.toMillis() < 1) {
            throw KafkaLabException.usage("idle is " + most + "; it must be 1 ms or more");
        }
        this.idle = most;
        return this;
    }

    /** Any property of Kafka's producer, except its transactional id, which is the relay's name. */
    public RelayBuilder property(String key, Object value) {
        producer.put(key, value);
        return this;
    }

    /**
     * Starts it.
     *
     * @throws KafkaLabException if a table, a column or a right is missing, the database does not show its locks, or does not
     *     answer
     * @throws org.apache.kafka.common.KafkaException what Kafka refuses
     */
    public RunningRelay start() {
        TopicPattern pattern = checked();
        RelaySettings settings = settings(name != null ? name : standardName(database, source), pattern);
        OpenedSource opened = OpenedSource.open(database, source, settings);
        try (Cluster cluster = Cluster.connect(settings.connection())) {
            settings.positions().make(cluster);
        }
        return RunningRelay.start(new RelayLoop(settings, opened, database));
    }

    /** Database and table, such as {@code shop.outbox}. */
    static String standardName(DataSource database, CaptureSource source) {
        try (Connection connection = database.getConnection()) {
            return connection.getCatalog() + "." + source.table();
        } catch (SQLException e) {
            throw MySqlFailure.explain(e, "");
        }
    }

    /** Before anything is asked. */
    private TopicPattern checked() {
        boolean outbox = source instanceof Outbox;
        if (outbox && envelope == Envelope.DEBEZIUM) {
            throw KafkaLabException.usage(
                    "envelope(DEBEZIUM) contradicts an outbox: its payload is the event; leave it out, or capture tables by a change log");
        }
        if (keep.isPresent() && source instanceof TablePoll) {
            throw KafkaLabException.usage("prune(" + keep.get()
                    + ") contradicts a polled table: its rows are not ours to delete; leave it out");
        }
        Object transactionalId = producer.getOrDefault("transactional.id", connection.get("transactional.id"));
        if (transactionalId != null) {
            throw KafkaLabException.usage("transactional.id=" + transactionalId
                    + " contradicts the relay's name, which fences by it; set name");
        }
        String standard = outbox ? "outbox.event.{aggregatetype}" : "{database}.{table}";
        TopicPattern pattern = new TopicPattern(topics == null ? standard : topics);
        pattern.check(outbox ? List.of("aggregatetype") : List.of("database", "table"));
        return pattern;
    }

    private RelaySettings settings(String relay, TopicPattern pattern) {
        Envelope standard = source instanceof Outbox ? Envelope.PLAIN : Envelope.DEBEZIUM;
        return new RelaySettings(
                connection,
                Map.copyOf(producer),
                relay,
                pattern,
                envelope == null ? standard : envelope,
                tombstones,
                createTopics,
                keep,
                from,
                once,
                tooLarge,
                positionTopic,
                idle);
    }
}
