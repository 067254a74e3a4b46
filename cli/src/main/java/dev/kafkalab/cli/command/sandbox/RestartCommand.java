package dev.kafkalab.cli.command.sandbox;

import dev.kafkalab.cli.CommandContext;
import dev.kafkalab.cli.progress.SandboxProgress;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code sandbox restart}. */
@Command(
        name = "restart",
        mixinStandardHelpOptions = true,
        description = "End one server cleanly if it runs, and start it again.")
final class RestartCommand implements Runnable {
    private final CommandContext context;

    @Mixin
    private SandboxOption sandbox = new SandboxOption();

    @Parameters(paramLabel = "SERVER", description = "As in: sandbox status.")
    private String server = "";

    RestartCommand(CommandContext context) {
        this.context = context;
    }

    @Override
    public void run() {
        sandbox.in(context).restart(server, new SandboxProgress(context));
    }
}
