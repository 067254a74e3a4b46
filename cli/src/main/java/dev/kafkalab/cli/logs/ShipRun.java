package dev.kafkalab.cli.logs;

import dev.kafkalab.cli.CommandContext;
import dev.kafkalab.cli.CommandException;
import dev.kafkalab.cli.ExitCode;
import dev.kafkalab.cli.Interruption;
import dev.kafkalab.cli.connection.Connection;
import dev.kafkalab.cluster.Cluster;
import dev.kafkalab.labs.logs.ship.RunningShipper;
import dev.kafkalab.labs.logs.ship.ShipStatus;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;

/** Ships until everything is shipped, somebody interrupts, or it cannot go on. */
public final class ShipRun {
    private static final Duration GLANCE = Duration.ofMillis(100);
    private static final Duration SILENCE = Duration.ofSeconds(10);

    private final CommandContext context;
    private final ShipRequest request;
    private int noticesTold;
    private boolean registryTold;
    private boolean silenceTold;

    public ShipRun(CommandContext context, ShipRequest request) {
        this.context = context;
        this.request = request;
    }

    /** @return one of {@link ExitCode} */
    public int run() throws Exception {
        request.settings(Path.of(request.topic())); // what is asked wrongly is said before a broker is asked
        Connection connection = context.connection();
        Path registry = request.registry().orElseGet(() -> standardRegistry(connection.properties()));
        long begun = System.nanoTime();
        try (RunningShipper shipper = start(connection, registry);
                Interruption interruption = new Interruption(shipper::close);
                ProgressLine progress = new ProgressLine(context)) {
            while (!shipper.awaitStopped(GLANCE)) {
                ShipStatus status = shipper.status();
                tell(status, progress);
                progress.show("%,d events, %s".formatted(status.events(), waiting(status)), status.events());
            }
            progress.erase();
            ShipStatus status = shipper.status();
            tell(status, progress);
            if (request.once() && status.files() == 0 && !interruption.happened()) {
                throw new CommandException(
                        ExitCode.NOT_FOUND, "no file with anything in it matches " + String.join(" ", request.paths()));
            }
            summary(status, Duration.ofNanos(System.nanoTime() - begun));
            if (status.registryFailure().isPresent()) {
                throw new CommandException(
                        ExitCode.PRECONDITION,
                        "the registry %s could not be written (%s); lines that were shipped are shipped again, under the same ids"
                                .formatted(registry, status.registryFailure().get()));
            }
            return interruption.happened() ? ExitCode.INTERRUPTED : ExitCode.OK;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CommandException(ExitCode.INTERRUPTED, "interrupted", e);
        }
    }

    private RunningShipper start(Connection connection, Path registry) {
        try {
            return RunningShipper.start(request.settings(registry), connection.properties(), context.clock());
        } catch (IOException e) {
            throw new CommandException(
                    ExitCode.PRECONDITION, "cannot open the registry %s: %s".formatted(registry, e.getMessage()), e);
        }
    }

    /** What was shipped to one cluster was not shipped to another. */
    private Path standardRegistry(Map<String, Object> properties) {
        try (Cluster cluster = Cluster.connect(properties)) {
            String id = cluster.await(cluster.admin().describeCluster().clusterId());
            return context.home().root().resolve("registries").resolve(id + "-" + request.topic() + ".json");
        }
    }

    private static String waiting(ShipStatus status) {
        return status.silentFor().compareTo(SILENCE) > 0
                ? "waiting for the brokers"
                : "%d %s".formatted(status.files(), status.files() == 1 ? "file" : "files");
    }

    private void tell(ShipStatus status, ProgressLine progress) {
        for (; noticesTold < status.notices().size(); noticesTold++) {
            progress.erase();
            context.say("note: " + status.notices().get(noticesTold));
        }
        if (status.registryFailure().isPresent() != registryTold) {
            registryTold = !registryTold;
            progress.erase();
            context.say(
                    registryTold
                            ? "the registry cannot be written (%s); shipping goes on, new files wait"
                                    .formatted(status.registryFailure().get())
                            : "the registry is written again");
        }
        boolean silent = status.silentFor().compareTo(SILENCE) > 0;
        if (silent != silenceTold && !context.showsProgress()) {
            silenceTold = silent;
            context.say(silent ? "the brokers acknowledge nothing; waiting" : "the brokers answer again");
        }
    }

    private void summary(ShipStatus status, Duration took) {
        double seconds = took.toMillis() / 1e3;
        context.say("%,d events of %,d %s, %,.1f MB, %.1f s%s%s"
                .formatted(
                        status.events(),
                        status.files(),
                        status.files() == 1 ? "file" : "files",
                        status.bytes() / 1e6,
                        seconds,
                        status.parts() == 0 ? "" : ", %,d of them parts of long lines".formatted(status.parts()),
                        status.damaged() == 0 ? "" : ", %,d were no UTF-8".formatted(status.damaged())));
        status.unfinished().forEach(file -> context.say("left: the last line of " + file + ", which does not end"));
    }
}
