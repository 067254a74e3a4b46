package dev.kafkalab.cli;

import dev.kafkalab.cli.command.CommandCatalog;
import java.io.BufferedOutputStream;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
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
        PrintStream out = new PrintStream(
                new BufferedOutputStream(new FileOutputStream(FileDescriptor.out), 1 << 16),
                false,
                StandardCharsets.UTF_8);
        PrintStream err = new PrintStream(new FileOutputStream(FileDescriptor.err), true, StandardCharsets.UTF_8);
        CommandContext context =
                new CommandContext(System.in, out, err, System.getenv(), Clock.systemUTC(), System.console() != null);
        System.exit(new KafkaLab(context).run(arguments));
    }

    /** Runs one command line and returns its exit code. */
    public int run(String... arguments) {
        CommandLine commandLine = CommandCatalog.commandLine(new KafkaLabCommand(context), context, arguments)
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setOut(new java.io.PrintWriter(context.out(), true, StandardCharsets.UTF_8))
                .setErr(new java.io.PrintWriter(context.err(), true, StandardCharsets.UTF_8))
                .setParameterExceptionHandler((exception, args) -> usage(exception))
                .setExecutionExceptionHandler(new ErrorMapping(context))
                .registerConverter(Duration.class, new DurationConverter());
        int exitCode = commandLine.execute(arguments);
        context.out().flush();
        context.err().flush();
        return exitCode;
    }

    private int usage(ParameterException exception) {
        StringBuilder line = new StringBuilder(
                String.valueOf(exception.getMessage()).lines().findFirst().orElse("wrong usage"));
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
