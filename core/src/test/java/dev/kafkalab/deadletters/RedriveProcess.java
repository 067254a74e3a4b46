package dev.kafkalab.deadletters;

import dev.kafkalab.cluster.Cluster;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;

/** A redrive in a process of its own, to be killed. */
final class RedriveProcess {
    private RedriveProcess() {}

    static Process start(String servers, String topic) throws IOException {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx128m",
                        "-XX:TieredStopAtLevel=1",
                        "-Dorg.slf4j.simpleLogger.defaultLogLevel=error",
                        "-cp",
                        System.getProperty("java.class.path"),
                        RedriveProcess.class.getName(),
                        servers,
                        topic)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
    }

    public static void main(String[] arguments) {
        try (Cluster cluster = Cluster.connect(arguments[0], Duration.ofSeconds(30))) {
            // Few records a transaction, so that a kill finds one under way.
            new Redrive(cluster, Map.of("bootstrap.servers", arguments[0], "max.poll.records", 20))
                    .run(RedriveRequest.of(arguments[1]));
        }
    }
}
