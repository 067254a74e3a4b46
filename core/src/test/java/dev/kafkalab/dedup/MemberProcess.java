package dev.kafkalab.dedup;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** A {@link Member} that runs. */
public final class MemberProcess implements AutoCloseable {
    private final Process process;

    private MemberProcess(Process process) {
        this.process = process;
    }

    public static MemberProcess start(
            String shop, String group, CrashPoint point, int ids, Map<String, String> environment) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-cp",
                System.getProperty("java.class.path"),
                Member.class.getName(),
                shop,
                group,
                point.name(),
                String.valueOf(ids));
        builder.environment().putAll(environment);
        return new MemberProcess(
                builder.redirectError(ProcessBuilder.Redirect.INHERIT).start());
    }

    public void awaitReached() throws IOException {
        BufferedReader lines = process.inputReader();
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            if (line.equals(Member.REACHED)) {
                return;
            }
        }
        throw new IOException("the member ended before it reached its crash point");
    }

    /** {@code kill -9} */
    public void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    /** {@code STOP} or {@code CONT} */
    public void signal(String signal) throws IOException, InterruptedException {
        new ProcessBuilder("kill", "-" + signal, String.valueOf(process.pid()))
                .start()
                .waitFor();
    }

    public void goOn() throws IOException {
        process.outputWriter().write('\n');
        process.outputWriter().flush();
    }

    /** @return whether it went through all its ids */
    public boolean finishesWithin(long millis) throws InterruptedException {
        return process.waitFor(millis, TimeUnit.MILLISECONDS) && process.exitValue() == 0;
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
