package dev.kafkalab.offsets;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Kafka's own consumer-groups tool, in a JVM of its own since it ends the JVM on wrong usage. */
record KafkaTool(String bootstrapServers) {
    /** @return what it printed */
    String resetOffsets(String... arguments) throws Exception {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-cp",
                System.getProperty("java.class.path"),
                "org.apache.kafka.tools.consumer.group.ConsumerGroupCommand",
                "--bootstrap-server",
                bootstrapServers,
                "--reset-offsets"));
        command.addAll(List.of(arguments));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (!process.waitFor(60, TimeUnit.SECONDS) || output.matches("(?s).*(Error|Exception):.*")) {
            throw new AssertionError(String.join(" ", arguments) + ": " + output);
        }
        return output;
    }
}
