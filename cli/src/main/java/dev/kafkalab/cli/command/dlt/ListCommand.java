package dev.kafkalab.cli.command.dlt;

import dev.kafkalab.cli.CommandContext;
import dev.kafkalab.cli.output.Rows;
import dev.kafkalab.cluster.Cluster;
import dev.kafkalab.deadletters.DeadLetterTopic;
import dev.kafkalab.deadletters.DeadLetters;
import java.time.Instant;
import java.util.Map;
import picocli.CommandLine.Command;

/** All dead letter topics. */
@Command(
        name = "list",
        description = {
            "All topics whose name ends with -dlt.",
            "RECORDS is all there are, REDRIVABLE those not put back yet; times and the most frequent cause are of those. "
                    + "Every record is read."
        })
final class ListCommand implements Runnable {
    private final CommandContext context;

    ListCommand(CommandContext context) {
        this.context = context;
    }

    @Override
    public void run() {
        Rows rows = Rows.of("topic", "records", "redrivable", "oldest", "newest", "topCause");
        Map<String, Object> properties = context.connection().properties();
        try (Cluster cluster = Cluster.connect(properties)) {
            for (DeadLetterTopic topic : new DeadLetters(cluster, properties).list()) {
                rows.add(
                        topic.name(),
                        topic.records(),
                        topic.redrivable(),
                        topic.oldest().map(Instant::toString).orElse(null),
                        topic.newest().map(Instant::toString).orElse(null),
                        topic.topCause().orElse(null));
            }
        }
        context.print(rows);
    }
}
