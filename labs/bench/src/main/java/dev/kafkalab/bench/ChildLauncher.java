package dev.kafkalab.bench;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Runs each contestant in a JVM of its own, all with the same flags. */
final class ChildLauncher {
    static final List<String> FLAGS = List.of("-Xms1g", "-Xmx1g", "-XX:+UseSerialGC");

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final long PATIENCE_SECONDS = 120;

    private final Path directory;

    /** @param directory for requests, results and what the processes print */
    ChildLauncher(Path directory) {
        this.directory = directory;
    }

    RunResult run(RunRequest request) throws IOException, InterruptedException {
        Files.createDirectories(directory);
        String name = "%s-%s-%d".formatted(request.workload(), request.contestant(), request.round());
        Path in = directory.resolve(name + ".request.json");
        Path out = directory.resolve(name + ".result.json");
        Path log = directory.resolve(name + ".log");
        Files.deleteIfExists(out);
        JSON.writeValue(in.toFile(), request);
        Process process = new ProcessBuilder(command(in, out))
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        Thread reaper = new Thread(process::destroyForcibly);
        Runtime.getRuntime().addShutdownHook(reaper);
        try {
            if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly().waitFor();
                return RunResult.failed(request, "not over after " + PATIENCE_SECONDS + " seconds, see " + log);
            }
        } finally {
            Runtime.getRuntime().removeShutdownHook(reaper);
        }
        if (!Files.exists(out)) {
            return RunResult.failed(request, "ended with code " + process.exitValue() + ", see " + log);
        }
        return JSON.readValue(out.toFile(), RunResult.class);
    }

    private static List<String> command(Path in, Path out) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(FLAGS);
        command.addAll(List.of(
                "-Dorg.slf4j.simpleLogger.defaultLogLevel=warn",
                "-cp",
                System.getProperty("java.class.path"),
                ContestantProcess.class.getName(),
                in.toString(),
                out.toString()));
        return command;
    }
}
