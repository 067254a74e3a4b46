package dev.kafkalab.cli.command.sandbox;

import dev.kafkalab.cli.CommandContext;
import dev.kafkalab.cli.progress.SandboxProgress;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code sandbox down}. */
@Command(
        name = "down",
        mixinStandardHelpOptions = true,
        description = "End every process of the sandbox; data are kept.")
final class DownCommand implements Runnable {
    private final CommandContext context;

    @Mixin
    private SandboxOption sandbox = new SandboxOption();

    DownCommand(CommandContext context) {
        this.context = context;
    }

    @Override
    public void run() {
        sandbox.in(context).down(new SandboxProgress(context));
    }
}
