package dev.kafkalab.cli.command.sandbox;

import dev.kafkalab.cli.CommandContext;
import dev.kafkalab.sandbox.ServerLog;
import java.io.IOException;
import java.io.UncheckedIOException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code sandbox logs}. */
@Command(name = "logs", mixinStandardHelpOptions = true, description = "Print what a server logged.")
final class LogsCommand implements Runnable {
    private final CommandContext context;

    @Mixin
    private SandboxOption sandbox = new SandboxOption();

    @Parameters(paramLabel = "SERVER", description = "As in: sandbox status.")
    private String server = "";

    @Option(
            names = {"-f", "--follow"},
            description = "Go on as it grows, until Ctrl-C.")
    private boolean follow;

    @Option(names = "--tail", paramLabel = "LINES", description = "Only the last lines (default: all).")
    private long tail = Long.MAX_VALUE;

    LogsCommand(CommandContext context) {
        this.context = context;
    }

    @Override
    public void run() {
        ServerLog log = new ServerLog(sandbox.in(context).log(server));
        try {
            if (follow) {
                log.follow(tail, context.out());
            } else {
                log.copy(tail, context.out());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
