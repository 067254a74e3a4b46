package dev.kafkalab.cli;

import dev.kafkalab.cli.command.CommandCatalog;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** The program: parses arguments, runs one command, ends with its exit code. */
public final class KafkaLab {
    private final CommandContext context;

    public KafkaLab(CommandContext context) {
        this.context = context;
    }

    public static void main(String[] arguments) {
        // What Kafka's clients log, a command says itself in one line; -v shows both.
        if (Arrays.stream(arguments).noneMatch(word -> word.equals("-v") || word.equals("--verbose"))) {
            System.setProperty("org.slf4j.simpleLogger.log.org.apache.kafka", "off");
        }
        PrintStream out = StandardOutput.to(new FileOutputStream(FileDescriptor.out));
        PrintStream err = new PrintStream(new FileOutputStream(FileDescriptor.err), true, StandardCharsets.UTF_8);
        CommandContext context =
                new CommandContext(System.in, out, err, System.getenv(), Clock.systemUTC(), System.console() != null);
        System.exit(new KafkaLab(context).run(arguments));
    }

    /** Runs one command line and returns its exit code. */
    public int run(String... arguments) {
        int exitCode = commandLine(arguments).execute(arguments);
        int afterOutput = afterOutput();
        context.err().flush();
        return exitCode == ExitCode.OK ? afterOutput : exitCode;
    }

    /** What reads these arguments. */
    CommandLine commandLine(String... arguments) {
        // A word that begins with @ names a file of records, not of arguments.
        return CommandCatalog.commandLine(new KafkaLabCommand(context), context, arguments)
                .setExpandAtFiles(false)
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setOut(new java.io.PrintWriter(context.out(), true, StandardCharsets.UTF_8))
                .setErr(new java.io.PrintWriter(context.err(), true, StandardCharsets.UTF_8))
                .setParameterExceptionHandler((exception, args) -> usage(exception))
                .setExecutionExceptionHandler(new ErrorMapping(context))
                .registerConverter(Duration.class, new DurationConverter())
                .registerConverter(Instant.class, new InstantConverter());
    }

    /** Results that could not be written are no success, but a reader who had enough is. */
    private int afterOutput() {
        try {
            context.checkOutput();
        } catch (OutputClosedException e) {
            return ExitCode.OK;
        } catch (CommandException e) {
            context.err().println("kafka-lab: " + e.getMessage());
            return e.exitCode();
        }
        return ExitCode.OK;
    }

    private int usage(ParameterException exception) {
        StringBuilder line = new StringBuilder(String.valueOf(exception.getMessage())
                .lines()
                .findFirst()
                .orElse("wrong usage")
                .replaceFirst("^Error: ", ""));
        if (exception instanceof UnmatchedArgumentException unmatched
                && !unmatched.getSuggestions().isEmpty()) {
            line.append("; did you mean: ").append(String.join(", ", unmatched.getSuggestions()));
        }
        context.err()
                .println("kafka-lab: " + line + " (see: "
                        + exception.getCommandLine().getCommandSpec().qualifiedName() + " --help)");
        return ExitCode.USAGE;
    }
}
