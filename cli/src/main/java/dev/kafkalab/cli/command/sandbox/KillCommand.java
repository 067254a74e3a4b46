package dev.kafkalab.cli.command.sandbox;

import dev.kafkalab.cli.CommandContext;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code sandbox kill}. */
@Command(
        name = "kill",
        mixinStandardHelpOptions = true,
        description = "kill -9 of one server, as a crash; repair it with: sandbox up.")
final class KillCommand implements Runnable {
    private final CommandContext context;

    @Mixin
    private SandboxOption sandbox = new SandboxOption();

    @Parameters(paramLabel = "SERVER", description = "As in: sandbox status.")
    private String server = "";

    KillCommand(CommandContext context) {
        this.context = context;
    }

    @Override
    public void run() {
        sandbox.in(context).kill(server);
        context.say(server + " killed; repair it with: sandbox up");
    }
}
