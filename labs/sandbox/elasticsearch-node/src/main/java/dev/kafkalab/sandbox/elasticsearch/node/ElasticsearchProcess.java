package dev.kafkalab.sandbox.elasticsearch.node;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.elasticsearch.common.logging.LogConfigurator;
import org.elasticsearch.common.settings.Settings;
import org.elasticsearch.env.Environment;
import org.elasticsearch.node.EmbeddedNode;
import org.elasticsearch.node.InternalSettingsPreparer;
import org.elasticsearch.node.Node;
import org.elasticsearch.transport.netty4.Netty4Plugin;

/** The main class of the Elasticsearch process: one node, on loopback, without security. */
public final class ElasticsearchProcess {
    private static final String NODE_NAME = "kafka-lab-1";

    private ElasticsearchProcess() {}

    /** @param arguments the folder of the node, absolute; the HTTP port */
    public static void main(String[] arguments) throws Exception {
        Path home = Path.of(arguments[0]);
        for (String folder : List.of("config", "data", "logs", "plugins", "modules", "lib")) {
            Files.createDirectories(home.resolve(folder));
        }
        System.setProperty("es.path.home", home.toString());
        LogConfigurator.configureESLogging();
        Environment environment = InternalSettingsPreparer.prepareEnvironment(
                settings(home, arguments[1]), Map.of(), home.resolve("config"), () -> NODE_NAME);
        // Closed by the shutdown hook: the process is the node.
        Node node = new EmbeddedNode(
                environment,
                List.of(Netty4Plugin.class, RootPlugin.class, LuceneAnalysisPlugin.class, DeleteByQueryPlugin.class));
        Runtime.getRuntime().addShutdownHook(new Thread(() -> close(node), "node-shutdown"));
        node.start();
        new CountDownLatch(1).await();
    }

    private static Settings settings(Path home, String port) {
        return Settings.builder()
                .put("path.home", home.toString())
                .put("path.repo", home.resolve("snapshots").toString())
                .put("cluster.name", "kafka-lab")
                .put("node.name", NODE_NAME)
                .put("network.host", "127.0.0.1")
                .put("http.port", port)
                .put("transport.port", "0")
                .put("discovery.type", "single-node")
                // A laptop's disk is often nearly full, and an index that turned read-only explains nothing.
                .put("cluster.routing.allocation.disk.threshold_enabled", false)
                .build();
    }

    private static void close(Node node) {
        try {
            node.close();
            node.awaitClose(10, TimeUnit.SECONDS);
        } catch (IOException e) {
            throw new IllegalStateException("the node did not close", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
