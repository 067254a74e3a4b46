package dev.kafkalab.cli.command;

import dev.kafkalab.cli.CommandContext;
import dev.kafkalab.cli.CommandException;
import dev.kafkalab.cli.ExitCode;
import dev.kafkalab.cli.progress.SandboxProgress;
import dev.kafkalab.cli.progress.TourReport;
import dev.kafkalab.labs.tour.AccessLog;
import dev.kafkalab.labs.tour.Tour;
import dev.kafkalab.labs.tour.TourPlan;
import dev.kafkalab.labs.tour.TourSite;
import dev.kafkalab.sandbox.SandboxHome;
import dev.kafkalab.sandbox.ServerKind;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code tour}. */
@Command(
        name = "tour",
        mixinStandardHelpOptions = true,
        description = {
            "Start a sandbox and show each server at work, every step checked.",
            "It makes topics and tables of its own and deletes them; the servers go on running.",
            "Kafka's first broker is killed and brought back on the way. Ends with 7 if a check fails."
        })
public final class TourCommand implements Callable<Integer> {
    private final CommandContext context;

    @Option(
            names = "--only",
            split = ",",
            paramLabel = "SERVER",
            description = "Only these: kafka, mysql, redis, mongo, elasticsearch (default: all).")
    private List<String> only = List.of();

    @Option(
            names = "--file",
            paramLabel = "FILE",
            description = "Produce the lines of this file, keyed by their first word (default: a sample).")
    private @Nullable Path file;

    TourCommand(CommandContext context) {
        this.context = context;
    }

    @Override
    public Integer call() {
        Set<ServerKind> servers = only.stream().map(ServerKind::of).collect(Collectors.toSet());
        AccessLog log = new AccessLog(Optional.ofNullable(file));
        log.requireReadable();
        TourSite site = new TourSite(context.home().sandbox(SandboxHome.DEFAULT_NAME), new SandboxProgress(context));
        TourReport report = new TourReport(context);
        Tour.Result result = new Tour(site, report).run(TourPlan.steps(servers, log, context.clock()));
        report.end(result);
        if (!result.allPassed()) {
            throw new CommandException(
                    ExitCode.CHECK_FAILED,
                    "%d of %d checks failed; what was expected stands above; see: sandbox status, sandbox logs SERVER"
                            .formatted(result.failed(), result.failed() + result.passed()));
        }
        return ExitCode.OK;
    }
}
