package dev.kafkalab.sandbox.elasticsearch;

import dev.kafkalab.sandbox.Launch;
import dev.kafkalab.sandbox.Progress;
import dev.kafkalab.sandbox.SandboxException;
import dev.kafkalab.sandbox.Server;
import dev.kafkalab.sandbox.ServerKind;
import dev.kafkalab.sandbox.Site;
import dev.kafkalab.sandbox.fetch.PinnedJars;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * A real Elasticsearch 8.19, one node, without security. Its jars are fetched at first use and run on a class path of
 * their own. What the distribution keeps in modules that no Maven repository has is absent (Painless, ingest
 * processors, data streams, ILM), except for the root endpoint, the usual analysis and {@code _delete_by_query}.
 */
public final class ElasticsearchServer implements Server {
    private final int port;
    private final Site site;
    private final PinnedJars jars;

    public ElasticsearchServer(int port, Site site) {
        this.port = port;
        this.site = site;
        this.jars = ElasticsearchJars.pinned();
    }

    @Override
    public String id() {
        return "elasticsearch";
    }

    @Override
    public ServerKind kind() {
        return ServerKind.ELASTICSEARCH;
    }

    @Override
    public int port() {
        return port;
    }

    @Override
    public void prepare(Progress progress) {
        jars.folder(site.cache(), progress);
        NodeClasses.folder(site.cache(), progress);
        try {
            Files.createDirectories(home());
        } catch (IOException e) {
            throw new SandboxException(
                    SandboxException.Reason.PRECONDITION, "cannot write " + home() + ": " + e.getMessage(), e);
        }
    }

    private Path home() {
        return site.directory().resolve("node");
    }

    @Override
    public String marker() {
        return Launch.javaMarker(site);
    }

    @Override
    public Launch launch() {
        String classPath = NodeClasses.folder(site.cache(), Progress.SILENT)
                + File.pathSeparator
                + jars.folder(site.cache(), Progress.SILENT).resolve("*");
        return Launch.java(
                site,
                List.of(
                        "-Xms256m",
                        "-Xmx512m",
                        "-XX:+UseSerialGC",
                        // The second compiler sets in later than usual: a start takes less, long loads stay as fast.
                        "-XX:Tier4InvocationThreshold=50000",
                        "-XX:Tier4MinInvocationThreshold=20000",
                        "-XX:Tier4CompileThreshold=100000",
                        "-XX:Tier4BackEdgeThreshold=200000",
                        "-Dlog4j2.disable.jmx=true",
                        "-Dlog4j2.configurationFile=" + NodeClasses.LOGGING),
                classPath,
                NodeClasses.MAIN,
                List.of(home().toString(), String.valueOf(port)));
    }

    @Override
    public boolean answers() {
        return ClusterHealth.answers(port);
    }

    @Override
    public Map<String, String> exports() {
        return Map.of("KAFKA_LAB_ELASTICSEARCH_URL", "http://127.0.0.1:" + port);
    }
}
