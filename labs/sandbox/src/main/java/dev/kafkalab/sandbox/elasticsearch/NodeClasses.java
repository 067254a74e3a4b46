package dev.kafkalab.sandbox.elasticsearch;

import dev.kafkalab.sandbox.Progress;
import dev.kafkalab.sandbox.SandboxException;
import dev.kafkalab.sandbox.fetch.Once;
import dev.kafkalab.sandbox.fetch.Sha256;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * The classes of ours that run inside Elasticsearch, copied out of the class path of this JVM. Elasticsearch gets them
 * alone: our executable jar holds libraries that clash with its own.
 */
final class NodeClasses {
    static final String MAIN = "dev.kafkalab.sandbox.elasticsearch.node.ElasticsearchProcess";
    static final String LOGGING = "dev/kafkalab/sandbox/elasticsearch/node/log4j2.xml";
    private static final List<String> PACKAGES =
            List.of("dev/kafkalab/sandbox/elasticsearch/node", "org/elasticsearch/node", "org/elasticsearch/plugins");

    private NodeClasses() {}

    /** A folder of the cache that holds them, another one for each content. */
    static Path folder(Path cache, Progress progress) {
        SortedMap<String, byte[]> files = read();
        return Once.make(cache.resolve("elasticsearch-node-" + key(files)), progress, draft -> {
            for (Map.Entry<String, byte[]> file : files.entrySet()) {
                Path target = draft.resolve(file.getKey());
                Files.createDirectories(target.getParent());
                Files.write(target, file.getValue());
            }
        });
    }

    private static String key(SortedMap<String, byte[]> files) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        files.forEach((name, bytes) -> {
            all.writeBytes(name.getBytes(StandardCharsets.UTF_8));
            all.writeBytes(bytes);
        });
        return Sha256.of(all.toByteArray()).substring(0, 12);
    }

    /** Contents by path below the root of the jar or folder they lie in. */
    private static SortedMap<String, byte[]> read() {
        String main = MAIN.replace('.', '/') + ".class";
        URL url = NodeClasses.class.getClassLoader().getResource(main);
        if (url == null) {
            throw SandboxException.precondition("kafka-lab was built without the module kafka-lab-elasticsearch-node");
        }
        try {
            String location = url.toString();
            String root = location.substring(0, location.length() - main.length());
            if (!root.startsWith("jar:")) {
                return below(Path.of(new URI(root)));
            }
            String jar = root.substring("jar:".length(), root.lastIndexOf('!'));
            try (FileSystem files = FileSystems.newFileSystem(Path.of(new URI(jar)))) {
                return below(files.getPath("/"));
            }
        } catch (IOException | URISyntaxException e) {
            throw new SandboxException(
                    SandboxException.Reason.PRECONDITION, "cannot read " + url + ": " + e.getMessage(), e);
        }
    }

    private static SortedMap<String, byte[]> below(Path root) throws IOException {
        SortedMap<String, byte[]> files = new TreeMap<>();
        for (String name : PACKAGES) {
            try (Stream<Path> entries = Files.list(root.resolve(name))) {
                for (Path file : entries.filter(Files::isRegularFile).toList()) {
                    files.put(name + "/" + file.getFileName(), Files.readAllBytes(file));
                }
            }
        }
        return files;
    }
}
