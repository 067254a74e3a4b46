package dev.kafkalab.cli.command.sandbox;

import dev.kafkalab.cli.CommandContext;
import dev.kafkalab.cli.ExitCode;
import dev.kafkalab.sandbox.Sandbox;
import dev.kafkalab.sandbox.ServerStatus;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code sandbox status}. */
@Command(
        name = "status",
        mixinStandardHelpOptions = true,
        description = {
            "Ask each server whether it answers.",
            "Exit code: 0 all answer, 4 there is no such sandbox, 5 all are stopped, 6 some do not answer."
        })
final class StatusCommand implements Callable<Integer> {
    private final CommandContext context;

    @Mixin
    private SandboxOption sandbox = new SandboxOption();

    StatusCommand(CommandContext context) {
        this.context = context;
    }

    @Override
    public Integer call() {
        Sandbox target = sandbox.in(context);
        if (target.state().isEmpty()) {
            context.err().println("kafka-lab: no sandbox '" + target.name() + "'; run: sandbox up");
            return ExitCode.NOT_FOUND;
        }
        List<ServerStatus> statuses = target.status();
        context.print(SandboxOption.rows(statuses));
        if (statuses.stream().allMatch(ServerStatus::answers)) {
            return ExitCode.OK;
        }
        return statuses.stream().noneMatch(ServerStatus::answers) ? ExitCode.PRECONDITION : ExitCode.PARTLY_FAILED;
    }
}
