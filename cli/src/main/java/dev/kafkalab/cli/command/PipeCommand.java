package dev.kafkalab.cli.command;

import dev.kafkalab.cli.CommandContext;
import dev.kafkalab.cli.CommandException;
import dev.kafkalab.cli.records.PipeRequest;
import dev.kafkalab.cli.records.PipeRun;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** A function between two topics. */
@Command(
        name = "pipe",
        description = "Carry records from one topic to another, each exactly once, through a program if you like.",
        footer = {
            "",
            "Key, headers and timestamp stay. Readers of the other topic see each record once with",
            "--isolation-level read_committed, whatever is killed; the program may see one more than once.",
            "",
            "  pipe -t orders --to orders-copy -e",
            "  pipe -t access --to access-anonymous --map \"sed -u 's/^[^ ]*/-/'\""
        })
public final class PipeCommand implements Callable<Integer> {
    private final CommandContext context;

    @Option(
            names = {"-t", "--topic"},
            paramLabel = "TOPIC",
            required = true,
            description = "The topic to read.")
    private String from = "";

    @Option(names = "--to", paramLabel = "TOPIC", required = true, description = "The topic to write; must exist.")
    private String to = "";

    @Option(
            names = {"-g", "--group"},
            paramLabel = "GROUP",
            description = "Consumer group (default: pipe-FROM-to-TO); remembers what is done, several share the work.")
    private @Nullable String group;

    @Option(
            names = "--map",
            paramLabel = "COMMAND",
            description = "A program that answers each value, as a line, with a line; run by sh, kept running.")
    private @Nullable String map;

    @Option(
            names = "--concurrency",
            paramLabel = "N",
            defaultValue = "2",
            description = "Records under way at once (default: 2); a key's are never.")
    private int concurrency = 2;

    @Option(
            names = {"-e", "--exit"},
            description = "End at the end that the partitions have now.")
    private boolean untilEnd;

    @Option(
            names = "--dead-letter",
            paramLabel = "TOPIC",
            description = "Where records go that cannot be mapped; without it the pipe stops at the first.")
    private @Nullable String deadLetter;

    PipeCommand(CommandContext context) {
        this.context = context;
    }

    @Override
    public Integer call() {
        if (concurrency < 1) {
            throw CommandException.usage("--concurrency is 1 or more; got " + concurrency);
        }
        return new PipeRun(
                        context,
                        new PipeRequest(
                                from,
                                to,
                                Optional.ofNullable(group),
                                Optional.ofNullable(map),
                                concurrency,
                                untilEnd,
                                Optional.ofNullable(deadLetter)))
                .run();
    }
}
