package dev.kafkalab.cli.command.logs;

import dev.kafkalab.cli.CommandContext;
import dev.kafkalab.cli.CommandException;
import dev.kafkalab.cli.logs.ShipRequest;
import dev.kafkalab.cli.logs.ShipRun;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code ship-logs}. */
@Command(
        name = "ship-logs",
        mixinStandardHelpOptions = true,
        description = {
            "Follow files and send each of their lines to a topic, as the JSON event that Filebeat makes of it.",
            "Each line at least once, in the order of its file, also after kill -9; a repeat has the same event.id.",
            "Rotation by rename and by copytruncate, deletion and gzip archives are followed. Name rotated files too."
        },
        footer = {
            "",
            "  ship-logs '/var/log/app/access.log*'",
            "  ship-logs --once old/*.log.gz",
            "  ship-logs app.log --multiline '^\\d{4}-\\d{2}-\\d{2}' -t app-log"
        })
public final class ShipLogsCommand implements Callable<Integer> {
    private final CommandContext context;

    @Parameters(
            arity = "1..*",
            paramLabel = "PATH",
            description = "Files, or patterns such as 'logs/**/*.log' in quotes, which are looked at again and again.")
    private List<String> paths = List.of();

    @Option(
            names = {"-t", "--topic"},
            paramLabel = "TOPIC",
            defaultValue = "access-log",
            description = "Where lines go; made unless it is there (default: ${DEFAULT-VALUE}).")
    private String topic = "access-log";

    @Option(
            names = "--registry",
            paramLabel = "FILE",
            description = "Where it is remembered how far each file was shipped "
                    + "(default: one for each topic and cluster in ~/.kafka-lab/registries).")
    private @Nullable Path registry;

    @Option(names = "--once", description = "End when everything that is there is shipped.")
    private boolean once;

    @Option(
            names = "--unfinished",
            paramLabel = "WHAT",
            defaultValue = "leave",
            description = "leave (default) or ship a last line that does not end.")
    private Unfinished unfinished = Unfinished.leave;

    @Option(
            names = "--multiline",
            paramLabel = "REGEX",
            description = "An event begins with a line in which this is found, and goes up to the next such line.")
    private @Nullable String multiline;

    @Option(
            names = "--multiline-timeout",
            paramLabel = "DURATION",
            defaultValue = "5s",
            description = "How long the last event of a file waits for more lines (default: ${DEFAULT-VALUE}).")
    private Duration multilineTimeout = Duration.ofSeconds(5);

    @Option(
            names = "--max-line",
            paramLabel = "BYTES",
            defaultValue = "163840",
            description = "A longer line becomes several events, marked as partial (default: ${DEFAULT-VALUE}).")
    private int longest;

    @Option(
            names = "--copies",
            description = "Also ship a file that begins as another one does; else it is taken for a copy of it.")
    private boolean copies;

    /** What becomes of a last line that does not end. */
    @SuppressWarnings("checkstyle:ConstantName")
    enum Unfinished {
        leave,
        ship
    }

    ShipLogsCommand(CommandContext context) {
        this.context = context;
    }

    @Override
    public Integer call() throws Exception {
        ShipRequest request = new ShipRequest(
                paths,
                topic,
                Optional.ofNullable(registry),
                once,
                unfinished == Unfinished.ship,
                Optional.ofNullable(multiline).map(ShipLogsCommand::pattern),
                multilineTimeout,
                longest,
                copies);
        return new ShipRun(context, request).run();
    }

    private static Pattern pattern(String text) {
        try {
            return Pattern.compile(text);
        } catch (PatternSyntaxException e) {
            throw CommandException.usage("the pattern of --multiline is wrong: " + e.getDescription());
        }
    }
}
