package dev.kafkalab.labs.course.duplicates;

import dev.kafkalab.labs.frame.LabSite;
import dev.kafkalab.sandbox.Progress;
import dev.kafkalab.sandbox.Sandbox;
import dev.kafkalab.sandbox.SandboxException;
import dev.kafkalab.sandbox.ServerKind;
import dev.kafkalab.sandbox.UpRequest;
import dev.kafkalab.sandbox.fault.Fault;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A broker of the lab's own behind a proxy that can keep its answers from its clients: a sandbox of another name, so that
 * nobody else feels the fault, and so that there is one whichever cluster the lab runs on.
 */
final class FaultyBroker {
    static final String SANDBOX = "lab-duplicates";

    private final Sandbox sandbox;
    private final LabSite site;

    private FaultyBroker(Sandbox sandbox, LabSite site) {
        this.sandbox = sandbox;
        this.site = site;
    }

    /**
     * Starts it if it does not run; what it holds stays.
     *
     * @throws SandboxException if it does not start
     */
    static FaultyBroker up(LabSite lab) {
        Sandbox sandbox = lab.home().sandbox(SANDBOX);
        sandbox.up(new UpRequest(Optional.of(1), Set.of(ServerKind.KAFKA), false, true, false), Progress.SILENT)
                .values()
                .forEach(failure -> {
                    throw failure;
                });
        String servers = sandbox.bootstrapServers()
                .orElseThrow(() -> SandboxException.unreachable("sandbox '" + SANDBOX + "' does not run"));
        FaultyBroker broker = new FaultyBroker(sandbox, at(lab, servers));
        broker.answer(); // a run that was cut off may have left it silent
        return broker;
    }

    private static LabSite at(LabSite lab, String servers) {
        return new LabSite(
                lab.lab(),
                lab.run(),
                Map.of("bootstrap.servers", servers),
                lab.stores(),
                lab.home(),
                lab.folder(),
                lab.cured());
    }

    /** The run of the lab, on this broker. */
    LabSite site() {
        return site;
    }

    /** From now on it does what it is asked to, and nobody hears of it. */
    void fallSilent() {
        sandbox.fault(Optional.empty(), new Fault.Drop(Fault.Direction.RESPONSES));
    }

    /** Ends that; connections that lost an answer are reset. */
    void answer() {
        sandbox.fault(Optional.empty(), new Fault.None());
    }

    /** Stops it and deletes what it holds, if there is one. */
    static void reset(LabSite lab) {
        Sandbox sandbox = lab.home().sandbox(SANDBOX);
        if (sandbox.state().isPresent()) {
            sandbox.reset(Progress.SILENT);
        }
    }
}
