package dev.kafkalab.cli.command.dlt;

import dev.kafkalab.cli.CommandContext;
import dev.kafkalab.cli.output.OutputFormat;
import dev.kafkalab.cli.output.Rows;
import dev.kafkalab.cli.output.RowsWriter;
import dev.kafkalab.cli.records.LetterRows;
import dev.kafkalab.cluster.Cluster;
import dev.kafkalab.deadletters.DeadLetters;
import java.util.Map;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Dead letters one by one. */
@Command(
        name = "show",
        description = {
            "Dead letters one by one: where each lay first, why it is here, whether it was put back.",
            "ORIGIN is the place a record keeps as its id through every redrive."
        },
        footer = {"", "  dlt show -t orders-dlt --cause Timeout", "  dlt show -t orders-dlt --original-offset 42 -J"})
final class ShowCommand implements Runnable {
    private static final long TABLE_ROWS = 100;

    private final CommandContext context;

    @Mixin
    private LetterOptions letters = new LetterOptions();

    @Option(
            names = {"-n", "-c", "--max-messages"},
            paramLabel = "N",
            description = "At most so many (default: 100; with -J all).")
    private @Nullable Long limit;

    @Option(names = "--waiting", description = "Only those that were not put back yet.")
    private boolean waiting;

    @Option(
            names = {"-J", "--json"},
            description = "One JSON object a line, with headers, value and stack trace.")
    private boolean json;

    ShowCommand(CommandContext context) {
        this.context = context;
    }

    @Override
    public void run() {
        OutputFormat format = json ? OutputFormat.JSONL : context.outputFormat();
        boolean streams = format == OutputFormat.JSONL;
        long most = limit != null ? limit : streams ? Long.MAX_VALUE : TABLE_ROWS;
        Rows rows = format == OutputFormat.TABLE ? LetterRows.forPeople() : LetterRows.complete();
        Map<String, Object> properties = context.connection().properties();
        try (Cluster cluster = Cluster.connect(properties)) {
            new DeadLetters(cluster, properties)
                    .read(letters.topic, letters.filter().predicate(), OptionalLong.of(most), (letter, redriven) -> {
                        if (waiting && redriven) {
                            return false;
                        }
                        if (format == OutputFormat.TABLE) {
                            LetterRows.addForPeople(rows, letter, redriven);
                        } else if (streams) {
                            Rows one = LetterRows.complete();
                            LetterRows.addComplete(one, letter, redriven);
                            RowsWriter.write(one, format, context.out());
                            context.checkOutput();
                        } else {
                            LetterRows.addComplete(rows, letter, redriven);
                        }
                        return true;
                    });
        }
        if (!streams) {
            context.print(rows);
        }
        if (limit == null && rows.rows().size() == most) {
            context.say("the first " + most + "; -n N shows more");
        }
    }
}
