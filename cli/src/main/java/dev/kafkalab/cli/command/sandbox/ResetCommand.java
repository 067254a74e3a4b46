package dev.kafkalab.cli.command.sandbox;

import dev.kafkalab.cli.CommandContext;
import dev.kafkalab.cli.progress.SandboxProgress;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code sandbox reset}. */
@Command(
        name = "reset",
        mixinStandardHelpOptions = true,
        description = "End the servers and delete their data; start afresh with: sandbox up.")
final class ResetCommand implements Runnable {
    private final CommandContext context;

    @Mixin
    private SandboxOption sandbox = new SandboxOption();

    ResetCommand(CommandContext context) {
        this.context = context;
    }

    @Override
    public void run() {
        sandbox.in(context).reset(new SandboxProgress(context));
    }
}
