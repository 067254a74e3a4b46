package dev.kafkalab.bench.cdc;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** A {@link CaptureProcess} as seen from outside. Closing ends it, in an orderly way if it can. */
final class CaptureChild implements AutoCloseable {
    /** Ours in a heap that is small whatever the backlog. */
    static final List<String> OUR_FLAGS = List.of("-Xmx256m", "-XX:+UseSerialGC");

    /** As much as it wants. */
    static final List<String> THEIR_FLAGS = List.of("-Xmx1g", "-XX:+UseSerialGC");

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final long FAREWELL_SECONDS = 30;

    private final Process process;
    private final Path report;
    private final Path log;
    private final Thread reaper;

    private CaptureChild(Process process, Path report, Path log) {
        this.process = process;
        this.report = report;
        this.log = log;
        this.reaper = new Thread(process::destroyForcibly);
        Runtime.getRuntime().addShutdownHook(reaper);
    }

    static CaptureChild start(CaptureRequest request, Database database) throws IOException {
        Path directory = Path.of(request.directory());
        Files.createDirectories(directory);
        Path in = directory.resolve("request.json");
        Path report = directory.resolve("report.json");
        Path log = directory.resolve("log.txt");
        Files.deleteIfExists(report);
        JSON.writeValue(in.toFile(), request);
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(Contestants.isOurs(request.contestant()) ? OUR_FLAGS : THEIR_FLAGS);
        command.addAll(List.of(
                "-Dorg.slf4j.simpleLogger.defaultLogLevel=warn",
                "-cp",
                System.getProperty("java.class.path"),
                CaptureProcess.class.getName(),
                in.toString(),
                report.toString()));
        ProcessBuilder builder =
                new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile());
        builder.environment().putAll(database.environment());
        return new CaptureChild(builder.start(), report, log);
    }

    /** Waits until it has carried all rows it was asked to. */
    CaptureProcess.Report await(Duration patience) throws IOException, InterruptedException {
        if (!process.waitFor(patience.toSeconds(), TimeUnit.SECONDS)) {
            return failed("not over after " + patience.toSeconds() + " seconds");
        }
        return Files.exists(report)
                ? JSON.readValue(report.toFile(), CaptureProcess.Report.class)
                : failed("ended with code " + process.exitValue());
    }

    private CaptureProcess.Report failed(String why) {
        return new CaptureProcess.Report(Map.of(), List.of(why + ", see " + log));
    }

    /** @throws IllegalStateException if it has ended */
    void requireAlive() {
        if (!process.isAlive()) {
            throw new IllegalStateException("the process that carries has ended, see " + log);
        }
    }

    /** What it has had of processors so far. */
    Duration cpu() {
        return process.info().totalCpuDuration().orElse(Duration.ZERO);
    }

    @Override
    public void close() throws IOException, InterruptedException {
        process.getOutputStream().close();
        if (!process.waitFor(FAREWELL_SECONDS, TimeUnit.SECONDS)) {
            process.destroyForcibly().waitFor();
        }
        Runtime.getRuntime().removeShutdownHook(reaper);
    }
}
