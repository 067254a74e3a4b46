package dev.kafkalab.bench.logs;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** A process of a contestant: what it takes of processor and memory. Linux tells memory. Of one thread. */
final class MeasuredProcess implements AutoCloseable {
    private final Process process;
    private Duration cpu = Duration.ZERO;
    private double peakMegabytes;

    private MeasuredProcess(Process process) {
        this.process = process;
    }

    static MeasuredProcess start(Path output, List<String> command) throws IOException {
        return new MeasuredProcess(new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start());
    }

    /** Looks now; what a process took is not known any more when it has ended. */
    void look() {
        Optional<Duration> now = process.toHandle().info().totalCpuDuration();
        now.filter(more -> more.compareTo(cpu) > 0).ifPresent(more -> cpu = more);
        try {
            for (String line : Files.readAllLines(Path.of("/proc", String.valueOf(process.pid()), "status"))) {
                if (line.startsWith("VmHWM:")) {
                    peakMegabytes = Double.parseDouble(line.replaceAll("\\D+", "")) / 1024;
                }
            }
        } catch (IOException ended) {
            // falls through: what was seen last counts
        }
    }

    double cpuSeconds() {
        return cpu.toMillis() / 1e3;
    }

    double peakMegabytes() {
        return peakMegabytes;
    }

    boolean isAlive() {
        return process.isAlive();
    }

    int exitValue() {
        return process.exitValue();
    }

    /** {@code kill -9}. */
    void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    /** Asks it to end. */
    void end() throws InterruptedException {
        process.destroy();
        process.waitFor();
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
