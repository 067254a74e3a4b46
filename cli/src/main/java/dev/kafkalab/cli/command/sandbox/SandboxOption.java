package dev.kafkalab.cli.command.sandbox;

import dev.kafkalab.cli.CommandContext;
import dev.kafkalab.cli.output.Rows;
import dev.kafkalab.sandbox.Sandbox;
import dev.kafkalab.sandbox.SandboxHome;
import dev.kafkalab.sandbox.ServerStatus;
import java.util.List;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;

/** Which sandbox is meant. */
final class SandboxOption {
    @Option(
            names = "--name",
            scope = ScopeType.INHERIT,
            paramLabel = "NAME",
            defaultValue = SandboxHome.DEFAULT_NAME,
            description = "Which sandbox (default: ${DEFAULT-VALUE}).")
    private String name = SandboxHome.DEFAULT_NAME;

    Sandbox in(CommandContext context) {
        return context.home().sandbox(name);
    }

    /** The servers as rows to print. */
    static Rows rows(List<ServerStatus> statuses) {
        Rows rows = Rows.of("server", "state", "port", "pid", "log");
        for (ServerStatus status : statuses) {
            rows.add(
                    status.id(),
                    status.state(),
                    status.port(),
                    status.pid().orElse(null),
                    status.log().toString());
        }
        return rows;
    }
}
