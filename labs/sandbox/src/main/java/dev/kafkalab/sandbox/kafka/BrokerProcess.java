package dev.kafkalab.sandbox.kafka;

import dev.kafkalab.sandbox.Site;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Properties;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.metadata.storage.Formatter;

/**
 * The main class of a broker's JVM. The only class that touches Kafka's internal server API: the formatter, the
 * configuration, the server.
 */
public final class BrokerProcess {
    static final String READY_FILE = "ready";
    /** 16 bytes in URL-safe base 64, as Kafka wants a cluster id. */
    private static final String CLUSTER_ID = "kafka-lab-sandbox-0000";

    private BrokerProcess() {}

    /** @param arguments the path of {@code server.properties} */
    public static void main(String[] arguments) throws Exception {
        Path file = Path.of(arguments[0]);
        Properties properties = new Properties();
        try (Reader reader = Files.newBufferedReader(file)) {
            properties.load(reader);
        }
        format(properties);
        KafkaRaftServer server = new KafkaRaftServer(new KafkaConfig(properties, false), Time.SYSTEM);
        Runtime.getRuntime().addShutdownHook(new Thread(server::shutdown, "broker-shutdown"));
        server.startup();
        Files.writeString(
                file.resolveSibling(READY_FILE),
                String.valueOf(ProcessHandle.current().pid()),
                StandardCharsets.UTF_8);
        server.awaitShutdown();
    }

    /** Formats the storage directory, or leaves it if that was done before. */
    private static void format(Properties properties) throws Exception {
        String directory = properties.getProperty("log.dirs");
        new Formatter()
                .setClusterId(CLUSTER_ID)
                .setNodeId(Integer.parseInt(properties.getProperty("node.id")))
                .setControllerListenerName(properties.getProperty("controller.listener.names"))
                .setDirectories(List.of(directory))
                .setMetadataLogDirectory(directory)
                .setScramArguments(SecureListener.SCRAM_CREDENTIALS)
                .setPrintStream(new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8))
                .setIgnoreFormatted(true)
                .run();
    }

    /** Whether the process whose pid is on file has finished starting. */
    static boolean isReady(Site site) {
        try {
            String ready =
                    Files.readString(site.directory().resolve(READY_FILE)).strip();
            return !ready.isEmpty() && Files.readString(site.pidFile()).startsWith(ready + " ");
        } catch (IOException e) {
            return false;
        }
    }
}
