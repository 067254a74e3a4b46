package dev.kafkalab.labs.frame;

import dev.kafkalab.KafkaLabException;
import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/**
 * A JVM of our own that can be killed with -9 as an application is. Its main class begins with {@link Child#begin}. It
 * never outlives this process: when the pipe to it breaks, it ends.
 *
 * <p>Used by one thread, which closes it.
 */
public final class ChildJvm implements AutoCloseable {
    private static final Duration LAST_WORDS = Duration.ofSeconds(1);
    private static final List<String> SMALL =
            List.of("-Xmx192m", "-Xss512k", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1");

    private final String name;
    private final Process process;
    private final Path log;
    /** What it said so far; guarded by itself. */
    private final List<String> said = new ArrayList<>();
    /** Whether it will say no more; guarded by {@link #said}. */
    private boolean silent;

    private ChildJvm(String name, Process process, Path log) {
        this.name = name;
        this.process = process;
        this.log = log;
        Thread listening = new Thread(this::listen, "child " + name);
        listening.setDaemon(true);
        listening.start();
    }

    /**
     * Starts it; it may not have begun when this returns.
     *
     * @param name of its log in the site's folder
     * @param main its main class
     */
    public static ChildJvm start(LabSite site, String name, Class<?> main, String... arguments) {
        Path log = site.folder().resolve(name + ".log");
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(SMALL);
        // The archive of classes that this JVM was started with, if any, serves the child too.
        ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
                .filter(argument -> argument.startsWith("-XX:SharedArchiveFile") || argument.startsWith("-Xlog:"))
                .forEach(command::add);
        command.add("-Dorg.slf4j.simpleLogger.defaultLogLevel=warn");
        command.add(main.getName());
        command.addAll(Arrays.asList(arguments));
        try {
            ProcessBuilder builder = new ProcessBuilder(command).redirectError(log.toFile());
            builder.environment().put("CLASSPATH", classPath());
            ChildJvm child = new ChildJvm(name, builder.start(), log);
            site.open().add(child);
            child.tell(Child.encoded(site));
            return child;
        } catch (IOException e) {
            throw new UncheckedIOException("cannot start " + main.getSimpleName(), e);
        }
    }

    private static String classPath() {
        return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
                .filter(entry -> !entry.isEmpty())
                .map(entry -> Path.of(entry).toAbsolutePath().toString())
                .collect(Collectors.joining(File.pathSeparator));
    }

    private void listen() {
        try (BufferedReader lines = process.inputReader(StandardCharsets.UTF_8)) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                synchronized (said) {
                    said.add(line);
                    said.notifyAll();
                }
            }
        } catch (IOException killed) {
            // falls through: it says no more
        }
        synchronized (said) {
            silent = true;
            said.notifyAll();
        }
    }

    /** What it said so far, in order. */
    public List<String> said() {
        synchronized (said) {
            return List.copyOf(said);
        }
    }

    /**
     * Waits until it has said so many lines that begin like this.
     *
     * @throws KafkaLabException if it takes longer
     * @throws RuntimeException if it ends before: of the kind of what it failed with
     */
    public void awaitSaid(String beginning, int times, Duration patience) throws InterruptedException {
        long until = System.nanoTime() + patience.toNanos();
        synchronized (said) {
            while (count(beginning) < times) {
                long left = until - System.nanoTime();
                if (silent) {
                    throw ended();
                } else if (left <= 0) {
                    throw late("said nothing for " + patience.toSeconds() + " s");
                } else {
                    TimeUnit.NANOSECONDS.timedWait(said, Math.max(left, TimeUnit.MILLISECONDS.toNanos(1)));
                }
            }
        }
    }

    private long count(String beginning) {
        return said.stream().filter(line -> line.startsWith(beginning)).count();
    }

    /** It takes too long: as a rule because a server does not answer. */
    private KafkaLabException late(String how) {
        return new KafkaLabException(
                KafkaLabException.Reason.UNREACHABLE, "%s %s; its log: %s".formatted(who(), how, log));
    }

    /** What it said it failed with, else that it ended. */
    private RuntimeException ended() {
        boolean gone = awaitGone();
        for (String line : said()) {
            Optional<ChildFailure> failure = ChildFailure.in(line);
            if (failure.isPresent()) {
                return failure.get().thrown(who());
            }
        }
        return new IllegalStateException("%s ended with %s before it was done; its log: %s"
                .formatted(who(), gone ? process.exitValue() : "no exit code", log));
    }

    /** Its last words may be under way. */
    private boolean awaitGone() {
        try {
            long until = System.nanoTime() + LAST_WORDS.toNanos();
            synchronized (said) {
                while (!silent && until - System.nanoTime() > 0) {
                    TimeUnit.NANOSECONDS.timedWait(
                            said, Math.max(until - System.nanoTime(), TimeUnit.MILLISECONDS.toNanos(1)));
                }
            }
            return process.waitFor(Math.max(1, until - System.nanoTime()), TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return !process.isAlive();
        }
    }

    private String who() {
        return "process '" + name + "' of the lab";
    }

    /**
     * Sends it a line.
     *
     * @throws RuntimeException if it has ended: of the kind of what it failed with
     */
    public void tell(String line) {
        try {
            OutputStream input = process.getOutputStream();
            input.write((line + "\n").getBytes(StandardCharsets.UTF_8));
            input.flush();
        } catch (IOException e) {
            RuntimeException failure = ended();
            failure.addSuppressed(e);
            throw failure;
        }
    }

    /** {@code kill -9}; returns when it is gone. */
    public void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    /**
     * Asks it to finish what it has begun and end.
     *
     * @throws KafkaLabException if it takes longer, or ends otherwise
     */
    public void leave(Duration patience) throws InterruptedException {
        tell(Child.LEAVE);
        awaitExit(patience);
    }

    /** Waits until it ends by itself; the same exceptions as {@link #leave}. */
    public void awaitExit(Duration patience) throws InterruptedException {
        if (!process.waitFor(patience.toMillis(), TimeUnit.MILLISECONDS)) {
            throw late("did not end within " + patience.toSeconds() + " s");
        }
        if (process.exitValue() != 0) {
            throw ended();
        }
    }

    /** Kills it if it still runs. */
    @Override
    public void close() {
        process.destroyForcibly();
    }
}
