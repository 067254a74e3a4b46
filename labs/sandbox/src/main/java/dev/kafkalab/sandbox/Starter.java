package dev.kafkalab.sandbox;

import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/** Starts servers side by side and waits until each answers. */
final class Starter {
    private static final Duration READY_WITHIN = Duration.ofSeconds(90);
    private static final Duration LOOK_EVERY = Duration.ofMillis(40);

    private final Function<String, Site> sites;
    private final Duration stopPatience;
    private final Progress progress;

    Starter(Function<String, Site> sites, Duration stopPatience, Progress progress) {
        this.sites = sites;
        this.stopPatience = stopPatience;
        this.progress = progress;
    }

    /** @return what failed, by server */
    Map<String, SandboxException> start(List<Server> servers) {
        Map<String, SandboxException> failed = new ConcurrentHashMap<>();
        together(servers.stream()
                .<Runnable>map(server -> () -> {
                    try {
                        start(server);
                    } catch (SandboxException e) {
                        failed.put(server.id(), e);
                    }
                })
                .toList());
        Map<String, SandboxException> inOrder = new LinkedHashMap<>();
        servers.stream()
                .filter(server -> failed.containsKey(server.id()))
                .forEach(server -> inOrder.put(server.id(), failed.get(server.id())));
        return inOrder;
    }

    private void start(Server server) {
        Site site = sites.apply(server.id());
        ServerProcess process = new ServerProcess(site);
        if (process.handle().isPresent()) {
            if (awaits(server, process, Duration.ofSeconds(5))) {
                return;
            }
            process.stop(stopPatience);
        }
        long begun = System.nanoTime();
        server.prepare(progress);
        long logBefore = size(site);
        process.start(server.launch());
        if (!awaits(server, process, READY_WITHIN)) {
            boolean died = process.handle().isEmpty();
            if (!died) {
                process.stop(stopPatience);
            }
            process.forget();
            throw SandboxException.unreachable("%s %s: %s (log: %s)"
                    .formatted(
                            server.id(),
                            died ? "ended while starting" : "did not answer within " + READY_WITHIN.toSeconds() + " s",
                            LogReason.in(site.log(), logBefore),
                            site.log()));
        }
        progress.say("%s answers on port %d after %.1f s"
                .formatted(server.id(), server.port(), (System.nanoTime() - begun) / 1e9));
    }

    private static boolean awaits(Server server, ServerProcess process, Duration patience) {
        long deadline = System.nanoTime() + patience.toNanos();
        while (System.nanoTime() < deadline) {
            if (process.handle().isEmpty()) {
                return false;
            }
            if (server.answers() && isTheOneThatAnswers(server, process)) {
                return true;
            }
            try {
                Thread.sleep(LOOK_EVERY.toMillis());
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw SandboxException.unreachable("interrupted while waiting for " + server.id());
            }
        }
        return false;
    }

    /**
     * Whether it is not a stranger who took the port between our look at it and the server's; then the server ends soon,
     * and its log says why. A broker leaves a file when it is ready, and its port may be its proxy's.
     */
    private static boolean isTheOneThatAnswers(Server server, ServerProcess process) {
        return server.kind() == ServerKind.KAFKA
                || ListeningProcess.on(server.port())
                        .map(listening -> process.handle().equals(Optional.of(listening)))
                        .orElse(true);
    }

    private static long size(Site site) {
        try {
            return Files.exists(site.log()) ? Files.size(site.log()) : 0;
        } catch (IOException e) {
            return 0;
        }
    }

    /** Runs all at once and returns when the last has ended. */
    static void together(List<Runnable> steps) {
        List<Thread> threads = new ArrayList<>();
        for (Runnable step : steps) {
            Thread thread = new Thread(step, "sandbox-step-" + threads.size());
            threads.add(thread);
            thread.start();
        }
        for (Thread thread : threads) {
            try {
                thread.join();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw SandboxException.unreachable("interrupted while servers were starting or stopping");
            }
        }
    }
}
