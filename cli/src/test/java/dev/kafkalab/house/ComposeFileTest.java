package dev.kafkalab.house;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/** Holds what docker/compose.yaml says, without starting a container. */
class ComposeFileTest {
    private static final Path DOCKER = Path.of("..", "docker");
    private static final Pattern EXACT_VERSION = Pattern.compile("[\\w./-]+:v?\\d+\\.\\d+\\.\\d+(-alpine)?");

    private final Map<String, Object> file = yaml(DOCKER.resolve("compose.yaml"));
    private final Map<String, Map<String, Object>> services = at(file, "services");

    @Test
    void eachProfileHoldsItsServers() {
        assertThat(servicesOf("kafka")).containsExactlyInAnyOrder("kafka-1", "kafka-2", "kafka-3");
        assertThat(servicesOf("stores")).containsExactlyInAnyOrder("mysql", "redis", "mongo", "elasticsearch");
        assertThat(servicesOf("elastic"))
                .containsExactlyInAnyOrder(
                        "kibana", "filebeat", "logstash", "elasticsearch", "kafka-1", "kafka-2", "kafka-3");
        assertThat(servicesOf("ui"))
                .containsExactlyInAnyOrder("kafka-ui", "redpanda-console", "kafka-1", "kafka-2", "kafka-3");
    }

    @Test
    void portsAreThoseOfTheCourseAndBoundToLoopback() {
        Set<String> published = services.values().stream()
                .flatMap(service -> strings(service.getOrDefault("ports", List.of())).stream())
                .collect(Collectors.toCollection(TreeSet::new));
        assertThat(published)
                .containsExactlyInAnyOrder(
                        "127.0.0.1:9092:9092",
                        "127.0.0.1:9093:9093",
                        "127.0.0.1:9094:9094",
                        "127.0.0.1:3306:3306",
                        "127.0.0.1:6379:6379",
                        "127.0.0.1:27017:27017",
                        "127.0.0.1:9200:9200",
                        "127.0.0.1:5601:5601",
                        "127.0.0.1:8081:8080",
                        "127.0.0.1:8989:8080");
    }

    @TestFactory
    List<DynamicTest> everyServerIsPinnedCheckedAndStartsAfterWhatItNeeds() {
        return services.entrySet().stream()
                .map(entry -> DynamicTest.dynamicTest(entry.getKey(), () -> {
                    Map<String, Object> service = entry.getValue();
                    assertThat((String) service.get("image")).matches(EXACT_VERSION);
                    Map<String, Object> health = at(service, "healthcheck");
                    assertThat(health).containsKeys("test", "interval", "timeout", "retries");
                    Map<String, Map<String, Object>> needs = at(service, "depends_on");
                    needs.forEach((needed, how) -> {
                        assertThat(how).containsEntry("condition", "service_healthy");
                        // A profile alone must be able to start: whatever it depends on belongs to it too.
                        assertThat(profiles(needed)).containsAll(profiles(entry.getKey()));
                    });
                }))
                .toList();
    }

    @Test
    void volumesAreDeclaredAndMountedFilesExist() {
        Map<String, Object> declared = at(file, "volumes");
        services.forEach((name, service) -> strings(service.getOrDefault("volumes", List.of()))
                .forEach(mount -> {
                    String source =
                            mount.replaceFirst("^\\$\\{\\w+:-([^}]+)}", "$1").split(":")[0];
                    if (source.startsWith("./")) {
                        assertThat(DOCKER.resolve(source)).as(name).exists();
                    } else {
                        assertThat(declared).as(name).containsKey(source);
                    }
                }));
        for (String stateful : List.of("kafka-1", "kafka-2", "kafka-3", "mysql", "redis", "mongo", "elasticsearch")) {
            assertThat(strings(services.get(stateful).get("volumes")))
                    .as(stateful)
                    .anyMatch(mount -> mount.startsWith(stateful + ":"));
        }
    }

    @Test
    void aBrokerIsReachedFromTheHostAndFromContainers() {
        for (int node = 1; node <= 3; node++) {
            Map<String, Object> broker = services.get("kafka-" + node);
            Map<String, Object> environment = at(broker, "environment");
            assertThat(environment)
                    .containsEntry("KAFKA_NODE_ID", node)
                    .containsEntry(
                            "KAFKA_ADVERTISED_LISTENERS",
                            "HOST://localhost:%d,INTERNAL://kafka-%d:19092".formatted(9091 + node, node))
                    .containsEntry("KAFKA_DEFAULT_REPLICATION_FACTOR", 3)
                    .containsEntry("KAFKA_MIN_INSYNC_REPLICAS", 2);
            assertThat(strings(broker.get("ports"))).containsExactly("127.0.0.1:%1$d:%1$d".formatted(9091 + node));
        }
    }

    @Test
    void theDatabaseIsThatOfTheCourse() {
        Map<String, Object> environment = at(services.get("mysql"), "environment");
        assertThat(environment)
                .containsEntry("MYSQL_DATABASE", "campus")
                .containsEntry("MYSQL_USER", "myuser")
                .containsEntry("MYSQL_PASSWORD", "mypassword")
                .containsEntry("MYSQL_ROOT_PASSWORD", "1234");
    }

    @Test
    void elasticsearchIsBuiltWithNoriOnTheVersionItsImageNames() throws IOException {
        Map<String, Object> elasticsearch = services.get("elasticsearch");
        String version = elasticsearch.get("image").toString().split(":")[1];
        assertThat(Files.readString(DOCKER.resolve(elasticsearch.get("build") + "/Dockerfile")))
                .contains("elasticsearch/elasticsearch:" + version, "install --batch analysis-nori");
        for (String other : List.of("kibana", "filebeat", "logstash")) {
            assertThat(services.get(other).get("image").toString()).endsWith(":" + version);
        }
    }

    @Test
    void filebeatAndLogstashMeetInTheTopicOfTheAccessLog() throws IOException {
        Map<String, Object> output = at(yaml(DOCKER.resolve("filebeat/filebeat.yml")), "output.kafka");
        assertThat(output).containsEntry("topic", "access-log").containsEntry("required_acks", -1);
        assertThat(Files.readString(DOCKER.resolve("logstash/pipeline/access-log.conf")))
                .contains("topics => [\"access-log\"]", "access-log-%{+YYYY-MM-dd}");
    }

    private Set<String> servicesOf(String profile) {
        return services.keySet().stream()
                .filter(name -> profiles(name).contains(profile))
                .collect(Collectors.toSet());
    }

    private List<String> profiles(String service) {
        return strings(services.get(service).get("profiles"));
    }

    @SuppressWarnings("unchecked")
    private static List<String> strings(Object value) {
        return (List<String>) value;
    }

    @SuppressWarnings("unchecked")
    private static <T> Map<String, T> at(Map<String, ?> map, String key) {
        return (Map<String, T>) (map.get(key) == null ? Map.of() : map.get(key));
    }

    private static Map<String, Object> yaml(Path path) {
        try {
            return new Yaml(new SafeConstructor(new LoaderOptions())).load(Files.readString(path));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
