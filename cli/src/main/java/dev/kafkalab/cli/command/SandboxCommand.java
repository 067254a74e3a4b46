package dev.kafkalab.cli.command;

import dev.kafkalab.cli.CommandContext;
import dev.kafkalab.cli.CommandException;
import dev.kafkalab.cli.ExitCode;
import dev.kafkalab.cli.output.Rows;
import dev.kafkalab.sandbox.Progress;
import dev.kafkalab.sandbox.Sandbox;
import dev.kafkalab.sandbox.SandboxException;
import dev.kafkalab.sandbox.SandboxHome;
import dev.kafkalab.sandbox.ServerKind;
import dev.kafkalab.sandbox.ServerStatus;
import dev.kafkalab.sandbox.UpRequest;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Starts, shows and ends real servers on this machine. */
@Command(name = "sandbox", description = "Real servers on this machine: Kafka, MySQL, Redis, Elasticsearch.")
public final class SandboxCommand {
    private final CommandContext context;

    @Option(
            names = "--name",
            description = "Which sandbox (default: ${DEFAULT-VALUE}).",
            defaultValue = SandboxHome.DEFAULT_NAME,
            scope = picocli.CommandLine.ScopeType.INHERIT)
    private String name = SandboxHome.DEFAULT_NAME;

    SandboxCommand(CommandContext context) {
        this.context = context;
    }

    private Sandbox sandbox() {
        return context.home().sandbox(name);
    }

    @Command(description = "Start servers and repair what was killed.")
    void up(
            @Option(names = "--brokers", paramLabel = "1|3") Integer brokers,
            @Option(names = "--only", split = ",", paramLabel = "SERVER") List<String> only,
            @Option(names = "--secure") boolean secure,
            @Option(names = "--faulty") boolean faulty) {
        var kinds = (only == null ? List.<String>of() : only)
                .stream().map(ServerKind::of).collect(Collectors.toSet());
        Map<String, SandboxException> failed = sandbox()
                .up(new UpRequest(Optional.ofNullable(brokers), kinds, secure, faulty, true), new Progress() {
                    @Override
                    public void say(String line) {
                        context.say(line);
                    }

                    @Override
                    public void advanced(String what, long doneBytes, long totalBytes) {}
                });
        status();
        failed.values().forEach(failure -> context.err().println("kafka-lab: " + failure.getMessage()));
        if (!failed.isEmpty()) {
            throw new CommandException(ExitCode.PARTLY_FAILED, "not started: " + String.join(", ", failed.keySet()));
        }
    }

    @Command(description = "Show the servers.")
    void status() {
        Rows rows = Rows.of("server", "state", "port", "pid");
        for (ServerStatus status : sandbox().status()) {
            rows.add(status.id(), status.state(), status.port(), status.pid().orElse(null));
        }
        context.print(rows);
    }

    @Command(description = "End the servers; data stay.")
    void down() {
        sandbox().down(Progress.SILENT);
    }
}
