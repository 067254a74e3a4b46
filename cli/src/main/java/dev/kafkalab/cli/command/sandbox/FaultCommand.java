package dev.kafkalab.cli.command.sandbox;

import dev.kafkalab.cli.CommandContext;
import dev.kafkalab.cli.output.Rows;
import dev.kafkalab.sandbox.Sandbox;
import dev.kafkalab.sandbox.fault.Fault;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ScopeType;

/** {@code sandbox fault}. */
@Command(
        name = "fault",
        mixinStandardHelpOptions = true,
        description = "Disturb the traffic between clients and brokers of a sandbox that is up with --faulty.")
final class FaultCommand implements Runnable {
    private final CommandContext context;

    @Mixin
    private SandboxOption sandbox = new SandboxOption();

    @Option(
            names = "--broker",
            scope = ScopeType.INHERIT,
            paramLabel = "N",
            description = "Only this broker (default: all).")
    private @Nullable Integer broker;

    FaultCommand(CommandContext context) {
        this.context = context;
    }

    @Override
    public void run() {
        status();
    }

    @Command(name = "status", mixinStandardHelpOptions = true, description = "Show what is in force.")
    void status() {
        Rows rows = Rows.of("broker", "fault");
        sandbox.in(context).faults().forEach((number, fault) -> rows.add(number, fault.text()));
        context.print(rows);
    }

    @Command(
            name = "delay",
            mixinStandardHelpOptions = true,
            description = "Each byte arrives that much later, in each direction; the throughput stays.")
    void delay(@Parameters(paramLabel = "DURATION", description = "Such as 200ms.") Duration by) {
        impose(new Fault.Delay(by));
    }

    @Command(
            name = "drop",
            mixinStandardHelpOptions = true,
            description = "Bytes vanish while connections stay open, as when a cable is pulled.")
    void drop(
            @Parameters(
                            arity = "0..1",
                            defaultValue = "BOTH",
                            paramLabel = "DIRECTION",
                            description = "requests, responses or both (default: both).")
                    Fault.Direction direction) {
        impose(new Fault.Drop(direction));
    }

    @Command(name = "cut", mixinStandardHelpOptions = true, description = "Reset open connections, and new ones too.")
    void cut() {
        impose(new Fault.Cut());
    }

    @Command(name = "none", mixinStandardHelpOptions = true, description = "End the fault.")
    void none() {
        impose(new Fault.None());
    }

    private void impose(Fault fault) {
        Sandbox target = sandbox.in(context);
        target.fault(Optional.ofNullable(broker), fault);
        context.say("fault: " + fault.text());
    }
}
