package dev.kafkalab.cli.command.sandbox;

import dev.kafkalab.cli.CommandContext;
import dev.kafkalab.cli.ExitCode;
import dev.kafkalab.cli.progress.SandboxProgress;
import dev.kafkalab.sandbox.Sandbox;
import dev.kafkalab.sandbox.SandboxException;
import dev.kafkalab.sandbox.ServerKind;
import dev.kafkalab.sandbox.UpRequest;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code sandbox up}. */
@Command(
        name = "up",
        mixinStandardHelpOptions = true,
        description = {
            "Start servers, and repair what was killed. Servers that answer are left alone; data are kept.",
            "Servers use their well-known ports where those are free. They go on after this command ends."
        })
final class UpCommand implements Callable<Integer> {
    private final CommandContext context;

    @Mixin
    private SandboxOption sandbox = new SandboxOption();

    @Option(names = "--brokers", paramLabel = "1|3", description = "Kafka brokers (default: what it has, else 1).")
    private @Nullable Integer brokers;

    @Option(
            names = "--only",
            split = ",",
            paramLabel = "SERVER",
            description = "Only these: kafka, mysql, redis, mongo, elasticsearch (default: all).")
    private List<String> only = List.of();

    @Option(names = "--secure", description = "Add a listener with SCRAM-SHA-512 over TLS to each broker.")
    private boolean secure;

    @Option(names = "--faulty", description = "Put a proxy before each broker; see: sandbox fault.")
    private boolean faulty;

    UpCommand(CommandContext context) {
        this.context = context;
    }

    @Override
    public Integer call() {
        Sandbox target = sandbox.in(context);
        UpRequest request = new UpRequest(
                Optional.ofNullable(brokers),
                only.stream().map(ServerKind::of).collect(Collectors.toSet()),
                secure,
                faulty,
                true);
        Map<String, SandboxException> failed = target.up(request, new SandboxProgress(context));
        context.print(SandboxOption.rows(target.status()));
        failed.values().forEach(failure -> context.err().println("kafka-lab: " + failure.getMessage()));
        return failed.isEmpty() ? ExitCode.OK : exitCode(failed, target);
    }

    /** Partly failed if something does answer; otherwise the code of the first failure. */
    private static int exitCode(Map<String, SandboxException> failed, Sandbox target) {
        boolean someAnswer = target.status().size() > failed.size();
        return someAnswer ? ExitCode.PARTLY_FAILED : ExitCode.UNREACHABLE;
    }
}
