package dev.kafkalab.sandbox;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;

/**
 * A background process that outlives the command that started it, known by its pid file. The file holds the pid, the
 * instant the process started and the argument that marks it, so that a pid used again by a stranger is never taken for
 * ours. (The instant alone moves when the machine's clock is set.)
 */
final class ServerProcess {
    private final Site site;

    ServerProcess(Site site) {
        this.site = site;
    }

    /** The live process, if any. */
    Optional<ProcessHandle> handle() {
        try {
            List<String> lines = Files.readAllLines(site.pidFile());
            String[] words = lines.get(0).split(" ");
            String marker = lines.get(1);
            return ProcessHandle.of(Long.parseLong(words[0]))
                    .filter(ProcessHandle::isAlive)
                    .filter(process ->
                            isMarked(process, marker) || startOf(process).equals(words[1]));
        } catch (IOException | NumberFormatException | IndexOutOfBoundsException e) {
            return Optional.empty();
        }
    }

    /** Whether a pid file is there, so that a server without a process has crashed or was killed. */
    boolean isExpected() {
        return Files.exists(site.pidFile());
    }

    private static boolean isMarked(ProcessHandle process, String marker) {
        return process.info()
                .arguments()
                .map(arguments -> Arrays.asList(arguments).contains(marker))
                .orElse(false);
    }

    private static String startOf(ProcessHandle process) {
        return process.info()
                .startInstant()
                .map(Instant::toEpochMilli)
                .map(String::valueOf)
                .orElse("?");
    }

    /** Starts {@code launch} detached from this terminal, its output appended to the site's log. */
    ProcessHandle start(Launch launch) {
        reapOrphans(launch.marker());
        List<String> command = new ArrayList<>(launch.command());
        // A session of its own: Ctrl-C in the terminal that ran `up` must not end the servers.
        SETSID.ifPresent(setsid -> command.add(0, setsid));
        try {
            Files.createDirectories(site.directory());
            ProcessBuilder builder = new ProcessBuilder(command)
                    .directory(site.directory().toFile())
                    .redirectInput(new File("/dev/null"))
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.appendTo(site.log().toFile()));
            builder.environment().remove("JAVA_TOOL_OPTIONS");
            builder.environment().putAll(launch.environment());
            ProcessHandle process = builder.start().toHandle();
            Files.writeString(
                    site.pidFile(),
                    process.pid() + " " + startOf(process) + "\n" + launch.marker() + "\n",
                    StandardCharsets.UTF_8);
            return process;
        } catch (IOException e) {
            throw new SandboxException(
                    SandboxException.Reason.PRECONDITION,
                    "cannot start " + launch.command().get(0) + ": " + e.getMessage(),
                    e);
        }
    }

    /** Ends the process: asks, waits up to {@code patience}, then kills. Removes the pid file. */
    void stop(Duration patience) {
        handle().ifPresent(process -> {
            process.destroy();
            if (!ended(process, patience)) {
                process.destroyForcibly();
                ended(process, Duration.ofSeconds(10));
            }
        });
        forget();
    }

    /** {@code kill -9}; the pid file stays, as it would after a crash. */
    void kill() {
        handle().ifPresent(process -> {
            process.destroyForcibly();
            ended(process, Duration.ofSeconds(10));
        });
    }

    private static boolean ended(ProcessHandle process, Duration patience) {
        try {
            process.onExit().get(patience.toMillis(), TimeUnit.MILLISECONDS);
            return true;
        } catch (TimeoutException e) {
            return false;
        } catch (ExecutionException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    void forget() {
        try {
            Files.deleteIfExists(site.pidFile());
        } catch (IOException e) {
            throw new SandboxException(
                    SandboxException.Reason.PRECONDITION, "cannot delete " + site.pidFile() + ": " + e.getMessage(), e);
        }
    }

    /** Kills what a launcher started but did not live to write down. */
    void reapOrphans(String marker) {
        Optional<Long> known = handle().map(ProcessHandle::pid);
        try (Stream<ProcessHandle> all = ProcessHandle.allProcesses()) {
            all.filter(process -> known.isEmpty() || process.pid() != known.get())
                    .filter(process -> isMarked(process, marker))
                    .toList()
                    .forEach(process -> {
                        process.destroyForcibly();
                        ended(process, Duration.ofSeconds(10));
                    });
        }
    }

    private static final Optional<String> SETSID = Stream.of("/usr/bin/setsid", "/bin/setsid")
            .filter(path -> Files.isExecutable(Path.of(path)))
            .findFirst();
}
