package dev.kafkalab.cli.command.capture;

import dev.kafkalab.cdc.Envelope;
import dev.kafkalab.cdc.RelayBuilder;
import dev.kafkalab.cdc.TooLarge;
import dev.kafkalab.cli.capture.RelayRequest;
import java.time.Duration;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** How to relay. */
final class RelayOptions {
    @Option(
            names = "--name",
            paramLabel = "NAME",
            description =
                    "Of two relays with one name the later goes on in place of the earlier (default: DATABASE.TABLE).")
    private @Nullable String name;

    @Option(
            names = "--topic",
            paramLabel = "PATTERN",
            description = "Where events go: a name with {aggregatetype} of an outbox, {database} and {table} of others "
                    + "(default: outbox.event.{aggregatetype}, {database}.{table}).")
    private @Nullable String topics;

    @Option(
            names = "--envelope",
            paramLabel = "FORM",
            description = "debezium (default of change logs and tables) or plain, the row alone.")
    private @Nullable Envelope envelope;

    @Option(
            names = "--position-topic",
            paramLabel = "TOPIC",
            defaultValue = RelayBuilder.STANDARD_POSITION_TOPIC,
            description = "The compacted topic that holds positions (default: ${DEFAULT-VALUE}).")
    private String positions = RelayBuilder.STANDARD_POSITION_TOPIC;

    @Option(names = "--existing-topics-only", description = "Make no topic; stop at one that does not exist.")
    private boolean existingTopicsOnly;

    @Option(
            names = "--prune",
            paramLabel = "DURATION",
            description = "Delete rows that were sent once they are this old, such as 0s or 7d (default: they stay).")
    private @Nullable Duration prune;

    @Option(names = "--once", description = "End when all that was committed at the start is sent.")
    private boolean once;

    @Option(
            names = "--from-position",
            paramLabel = "WHERE",
            description = "beginning, end, the id of the last row that is not wanted, or for a table a time. "
                    + "May repeat or leave out (default: where it was, else the beginning).")
    private @Nullable String from;

    @Option(
            names = "--too-large",
            paramLabel = "WHAT",
            description = "stop (default) or skip at a change that Kafka refuses for its size.")
    private @Nullable TooLarge tooLarge;

    /** @param position reads {@code --from-position} */
    RelayRequest request(UnaryOperator<String> position, boolean tombstones) {
        return new RelayRequest(
                Optional.ofNullable(name),
                Optional.ofNullable(topics),
                Optional.ofNullable(envelope),
                positions,
                tombstones,
                existingTopicsOnly,
                Optional.ofNullable(prune),
                once,
                Optional.ofNullable(from).map(position),
                Optional.ofNullable(tooLarge));
    }
}
