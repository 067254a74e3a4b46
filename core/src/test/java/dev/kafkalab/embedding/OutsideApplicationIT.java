package dev.kafkalab.embedding;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.kafkalab.FreshTopics;
import dev.kafkalab.sandbox.Sandbox;
import dev.kafkalab.sandbox.junit.SandboxTest;
import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * An application outside the house: of ours it has the installed artifact with its parent's pom, and no more. It is built with
 * a local repository of its own, behind which the user's is read and not written.
 */
@SandboxTest
class OutsideApplicationIT {
    private static final String POM = """
            <project xmlns="http://maven.apache.org/POM/4.0.0">
              <modelVersion>4.0.0</modelVersion>
              <groupId>shop</groupId>
              <artifactId>billing</artifactId>
              <version>1</version>
              <properties>
                <maven.compiler.release>17</maven.compiler.release>
                <project.build.sourceEncoding>UTF-8</project.build.sourceEncoding>
              </properties>
              <dependencies>
            %s  </dependencies>
              <build>
                <plugins>
                  <plugin>
                    <artifactId>maven-resources-plugin</artifactId>
                    <version>3.3.1</version>
                  </plugin>
                  <plugin>
                    <artifactId>maven-compiler-plugin</artifactId>
                    <version>3.15.0</version>
                  </plugin>
                  <plugin>
                    <artifactId>maven-dependency-plugin</artifactId>
                    <version>3.9.0</version>
                  </plugin>
                </plugins>
              </build>
            </project>
            """;

    private final String topic = "orders-" + UUID.randomUUID();

    @TempDir
    Path folder;

    @Test
    void theProgramOfTheReadmeIsBuiltAndRunsWithWhatIsInstalledAlone(Sandbox sandbox) throws Exception {
        String servers = sandbox.bootstrapServers().orElseThrow();
        install(Path.of("..", "pom.xml"), Path.of("..", "pom.xml"));
        install(Path.of("pom.xml"), jar());
        List<Path> libraries = build();
        assertThat(libraries)
                .extracting(library -> library.getFileName().toString().replaceFirst("-\\d.*", ""))
                .containsExactlyInAnyOrder(
                        "kafka-lab-core",
                        "kafka-clients",
                        "zstd-jni",
                        "lz4-java",
                        "snappy-java",
                        "slf4j-api",
                        "jackson-databind",
                        "jackson-core",
                        "jackson-annotations");
        assertThat(libraries).filteredOn(library -> library.startsWith(folder)).hasSize(1);

        try (Admin admin = Admin.create(Map.of("bootstrap.servers", servers))) {
            TopicPartition partition = new TopicPartition(topic, 0);
            FreshTopics.create(admin, new NewTopic(topic, 1, (short) 1));
            await().ignoreExceptions().until(() -> {
                admin.listOffsets(Map.of(partition, OffsetSpec.latest())).all().get();
                return true;
            });
            send(servers);
            run(servers, libraries);
            OffsetAndMetadata committed = admin.listConsumerGroupOffsets(topic)
                    .partitionsToOffsetAndMetadata()
                    .get()
                    .get(partition);
            assertThat(committed.offset()).isEqualTo(1);
        }
    }

    private static Path jar() throws IOException {
        try (var files = Files.newDirectoryStream(Path.of("target"), "kafka-lab-core-*.jar")) {
            Path jar = null;
            for (Path file : files) {
                jar = file;
            }
            assertThat(jar).as("the jar, which package makes").isNotNull();
            return jar;
        }
    }

    private void install(Path pom, Path file) throws Exception {
        maven(
                "org.apache.maven.plugins:maven-install-plugin:3.1.4:install-file",
                "-DpomFile=" + pom.toRealPath(),
                "-Dfile=" + file.toRealPath());
    }

    /** The README's program and coordinates as they are, but for the names of topic and group: the servers are shared. */
    private List<Path> build() throws Exception {
        String program = Readme.blocks("java").get("program");
        Path source = Files.createDirectories(folder.resolve("src/main/java")).resolve("Billing.java");
        Files.writeString(
                source, program.replace("\"orders\"", '"' + topic + '"').replace("\"billing\"", '"' + topic + '"'));
        Files.writeString(
                folder.resolve("pom.xml"),
                POM.formatted(Readme.blocks("xml").get("coordinates").indent(4)));
        Path list = folder.resolve("libraries");
        maven("compile", "dependency:build-classpath", "-Dmdep.includeScope=runtime", "-Dmdep.outputFile=" + list);
        return List.of(Files.readString(list).trim().split(File.pathSeparator)).stream()
                .map(Path::of)
                .toList();
    }

    private void maven(String... arguments) throws Exception {
        String users = System.getProperty(
                "kafkalab.test.repository",
                Path.of(System.getProperty("user.home"), ".m2", "repository").toString());
        List<String> command = new ArrayList<>(List.of(
                Path.of("..", "mvnw").toRealPath().toString(),
                "-q",
                "-B",
                "-ntp",
                "-Dmaven.repo.local=" + folder.resolve("repository"),
                "-Dmaven.repo.local.tail=" + users));
        command.addAll(List.of(arguments));
        Path output = folder.resolve("maven.log");
        Process maven = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        assertThat(maven.waitFor(120, SECONDS)).as("ended: " + command).isTrue();
        assertThat(maven.exitValue()).as(Files.readString(output)).isZero();
    }

    private void send(String servers) {
        try (var producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", servers), new StringSerializer(), new StringSerializer())) {
            producer.send(new ProducerRecord<>(topic, "alice", "{\"cents\":4200}"));
        }
    }

    /** Until it has handled the record and was told to end. */
    private void run(String servers, List<Path> libraries) throws Exception {
        List<String> classPath =
                new ArrayList<>(List.of(folder.resolve("target/classes").toString()));
        libraries.forEach(library -> classPath.add(library.toString()));
        Process program = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        String.join(File.pathSeparator, classPath),
                        "Billing",
                        servers)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        try (BufferedReader lines = program.inputReader()) {
            assertThat(lines.readLine()).isEqualTo("charge alice 4200");
            program.destroy();
            assertThat(program.waitFor(30, SECONDS)).as("ended").isTrue();
        } finally {
            program.destroyForcibly();
        }
    }
}
