package dev.kafkalab.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import redis.clients.jedis.RedisClient;

/** The life of a sandbox: concurrent starts, crashes, repair, the end. */
class SandboxIT {
    private static final Set<ServerKind> KINDS = EnumSet.of(ServerKind.KAFKA, ServerKind.REDIS, ServerKind.MONGO);

    @TempDir
    Path folder;

    private Sandbox sandbox;

    @BeforeEach
    void choose() {
        SandboxHome home =
                new SandboxHome(folder, SandboxHome.of(System.getenv()).cache());
        sandbox = home.sandbox("life");
    }

    @AfterEach
    void end() {
        sandbox.reset(Progress.SILENT);
    }

    @Test
    void twoUpsAtOnceStartEachServerOnce() throws Exception {
        ExecutorService twice = Executors.newFixedThreadPool(2);
        try {
            Callable<Map<String, SandboxException>> up = () -> sandbox.up(request(1), Progress.SILENT);
            for (Future<Map<String, SandboxException>> done : twice.invokeAll(List.of(up, up))) {
                assertThat(done.get()).isEmpty();
            }
        } finally {
            twice.shutdown();
        }
        assertThat(sandbox.status()).allMatch(ServerStatus::answers);
        assertThat(ours()).hasSize(3);
    }

    @Test
    void whatWasKilledIsRepairedAndKeepsItsDataAndItsPort() throws Exception {
        up(1);
        try (Admin admin = admin();
                RedisClient redis = redis()) {
            admin.createTopics(List.of(new NewTopic("kept", 1, (short) 1)))
                    .all()
                    .get();
            redis.set("kept", "yes");
        }
        Map<String, Integer> ports = ports();
        for (String id : List.of("kafka-1", "redis", "mongo")) {
            sandbox.kill(id);
            assertThat(state(id)).isEqualTo("crashed");
            up(1);
            assertThat(state(id)).isEqualTo("running");
        }
        assertThat(ports()).isEqualTo(ports);
        try (Admin admin = admin();
                RedisClient redis = redis()) {
            assertThat(admin.listTopics().names().get()).contains("kept");
            assertThat(redis.get("kept")).isEqualTo("yes");
        }
    }

    @Test
    void downLeavesNoProcessAndNoPidFileAndKeepsTheData() throws Exception {
        up(1);
        try (RedisClient redis = redis()) {
            redis.set("kept", "yes");
        }
        sandbox.down(Progress.SILENT);
        assertThat(ours()).isEmpty();
        assertThat(pidFiles()).isEmpty();
        assertThat(sandbox.status()).extracting(ServerStatus::state).containsOnly("stopped");
        up(1);
        try (RedisClient redis = redis()) {
            assertThat(redis.get("kept")).isEqualTo("yes");
        }
    }

    @Test
    void downAlsoEndsAServerWhoseLauncherDiedBeforeItWroteThePid() throws Exception {
        up(1);
        Files.delete(sandbox.directory().resolve("redis").resolve("pid"));
        sandbox.down(Progress.SILENT);
        assertThat(ours()).isEmpty();
    }

    @Test
    void downEndsOnlyItsOwn() throws Exception {
        up(1);
        Sandbox other = new SandboxHome(folder, SandboxHome.of(System.getenv()).cache()).sandbox("other");
        try {
            other.up(new UpRequest(Optional.empty(), Set.of(ServerKind.REDIS), false, false, false), Progress.SILENT);
            assertThat(other.status().get(0).port()).isNotEqualTo(ports().get("redis"));
            sandbox.down(Progress.SILENT);
            assertThat(other.status()).allMatch(ServerStatus::answers);
        } finally {
            other.reset(Progress.SILENT);
        }
    }

    @Test
    void anotherNumberOfBrokersIsRefusedWithTheWayOut() {
        up(1);
        assertThatThrownBy(() -> sandbox.up(request(3), Progress.SILENT))
                .isInstanceOf(SandboxException.class)
                .hasMessageContaining("1 broker, not 3")
                .hasMessageContaining("sandbox reset");
        assertThat(sandbox.status()).allMatch(ServerStatus::answers);
    }

    @Test
    void resetDeletesEverything() {
        up(1);
        sandbox.reset(Progress.SILENT);
        assertThat(sandbox.directory()).doesNotExist();
        assertThat(sandbox.status()).isEmpty();
    }

    @Test
    void aServerThatCannotStartIsNamedWithItsReasonWhileOthersStart() throws Exception {
        up(1);
        sandbox.down(Progress.SILENT);
        Path metadata = sandbox.directory().resolve("kafka-1/data/meta.properties");
        Files.writeString(metadata, "version=1\ncluster.id=somebody-elses-cluster\nnode.id=1\n");
        Map<String, SandboxException> failed = sandbox.up(request(1), Progress.SILENT);
        assertThat(failed).containsOnlyKeys("kafka-1");
        assertThat(failed.get("kafka-1")).hasMessageContaining("kafka-1 ended while starting");
        assertThat(state("redis")).isEqualTo("running");
    }

    private static UpRequest request(int brokers) {
        return new UpRequest(Optional.of(brokers), KINDS, false, false, false);
    }

    private void up(int brokers) {
        assertThat(sandbox.up(request(brokers), Progress.SILENT)).isEmpty();
    }

    private String state(String id) {
        return sandbox.status().stream()
                .filter(server -> server.id().equals(id))
                .map(ServerStatus::state)
                .findFirst()
                .orElseThrow();
    }

    private Map<String, Integer> ports() {
        return sandbox.status().stream().collect(Collectors.toMap(ServerStatus::id, ServerStatus::port));
    }

    /** Live processes that name this test's folder in their arguments. */
    private List<ProcessHandle> ours() {
        return ProcessHandle.allProcesses()
                .filter(process -> process.info()
                        .commandLine()
                        .map(line -> line.contains(folder.toString()) && !line.contains("surefire"))
                        .orElse(false))
                .toList();
    }

    private List<Path> pidFiles() throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(file -> file.endsWith("pid")).toList();
        }
    }

    private Admin admin() {
        return Admin.create(
                Map.of("bootstrap.servers", sandbox.bootstrapServers().orElseThrow()));
    }

    private RedisClient redis() {
        return RedisClient.create("127.0.0.1", ports().get("redis"));
    }
}
