package dev.kafkalab.sandbox.elasticsearch.node;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Holds the lock file to what Maven resolves for this module. After an upgrade, run this test with {@code
 * -Dkafkalab.lock=write}: it writes the file instead.
 */
class ElasticsearchLockTest {
    private static final Path LOCK =
            Path.of("../src/main/resources/dev/kafkalab/sandbox/elasticsearch/elasticsearch.lock");
    private static final String HEAD =
            "# Elasticsearch and all it needs: SHA-256, bytes, coordinates. Written by ElasticsearchLockTest.\n";
    private static final Pattern IN_REPOSITORY = Pattern.compile(".*/repository/(.+)/([^/]+)/([^/]+)/[^/]+\\.jar");
    private static final Pattern FOR_TESTS =
            Pattern.compile("org\\.(junit|assertj|awaitility|opentest4j|apiguardian|jspecify|hamcrest|slf4j)\\b.*"
                    + "|com\\.tngtech\\..*|net\\.bytebuddy.*|org\\.apache\\.maven.*");

    @Test
    void pinsExactlyTheJarsThatMavenResolves() throws Exception {
        List<String> resolved = Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
                .map(IN_REPOSITORY::matcher)
                .filter(Matcher::matches)
                .filter(jar -> !FOR_TESTS.matcher(group(jar)).matches())
                .map(ElasticsearchLockTest::pin)
                .sorted((a, b) -> a.substring(a.lastIndexOf(' ')).compareTo(b.substring(b.lastIndexOf(' '))))
                .toList();
        if ("write".equals(System.getProperty("kafkalab.lock"))) {
            Files.writeString(LOCK, HEAD + String.join("\n", resolved) + "\n");
        }
        assertThat(resolved).hasSizeGreaterThan(40);
        assertThat(Files.readAllLines(LOCK))
                .filteredOn(line -> !line.startsWith("#"))
                .isEqualTo(resolved);
    }

    private static String pin(Matcher jar) {
        try {
            byte[] bytes = Files.readAllBytes(Path.of(jar.group()));
            String sha256 = HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
            return sha256 + " " + bytes.length + " " + group(jar) + ":" + jar.group(2) + ":" + jar.group(3);
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private static String group(Matcher jar) {
        return jar.group(1).replace('/', '.');
    }
}
