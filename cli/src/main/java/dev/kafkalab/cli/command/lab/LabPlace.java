package dev.kafkalab.cli.command.lab;

import dev.kafkalab.cli.CommandContext;
import dev.kafkalab.cli.progress.SandboxProgress;
import dev.kafkalab.labs.frame.Lab;
import dev.kafkalab.labs.frame.LabSite;
import dev.kafkalab.sandbox.Sandbox;
import dev.kafkalab.sandbox.SandboxException;
import dev.kafkalab.sandbox.ServerKind;
import dev.kafkalab.sandbox.ServerStatus;
import dev.kafkalab.sandbox.UpRequest;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Finds the servers of a lab: brokers that were named, else those of a sandbox, which it starts. */
final class LabPlace {
    private final CommandContext context;
    private final Sandbox sandbox;

    LabPlace(CommandContext context, String sandbox) {
        this.context = context;
        this.sandbox = context.home().sandbox(sandbox);
    }

    LabSite site(Lab lab, String run, Path folder, boolean cured) {
        Set<ServerKind> needed = EnumSet.copyOf(lab.servers());
        if (context.namesCluster()) {
            needed.remove(ServerKind.KAFKA);
        }
        start(needed);
        return new LabSite(
                lab.id(),
                run,
                context.connection(sandbox).properties(),
                sandbox.exports(),
                context.home(),
                folder,
                cured);
    }

    private void start(Set<ServerKind> needed) {
        Set<ServerKind> missing = EnumSet.noneOf(ServerKind.class);
        missing.addAll(needed);
        sandbox.status().stream().filter(ServerStatus::answers).forEach(server -> missing.remove(server.kind()));
        if (missing.isEmpty()) {
            return;
        }
        Map<String, SandboxException> failed =
                sandbox.up(new UpRequest(Optional.empty(), missing, false, false, true), new SandboxProgress(context));
        failed.values().forEach(failure -> {
            throw failure;
        });
    }
}
