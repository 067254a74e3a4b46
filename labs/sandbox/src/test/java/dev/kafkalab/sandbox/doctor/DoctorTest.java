package dev.kafkalab.sandbox.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kafkalab.sandbox.ListeningProcess;
import dev.kafkalab.sandbox.Platform;
import dev.kafkalab.sandbox.SandboxHome;
import dev.kafkalab.sandbox.doctor.Finding.Level;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DoctorTest {
    private static final Platform LINUX = new Platform("linux", "x86_64", true);

    @TempDir
    Path folder;

    @Test
    void aJdkThatIsTooOldFails() {
        assertThat(new JdkExamination(11, "/jdk11").findings()).singleElement().satisfies(finding -> {
            assertThat(finding.level()).isEqualTo(Level.FAIL);
            assertThat(finding.found()).contains("11", "/jdk11");
            assertThat(finding.remedy()).contains("17", "JAVA_HOME");
        });
        assertThat(new JdkExamination(21, "/jdk21").findings().get(0).level()).isEqualTo(Level.OK);
    }

    @Test
    void aPlatformWithoutSomeServersIsNamedWithTheWayOut() {
        assertThat(new PlatformExamination(new Platform("windows", "x86_64", false)).findings())
                .singleElement()
                .satisfies(finding -> {
                    assertThat(finding.level()).isEqualTo(Level.WARN);
                    assertThat(finding.found()).contains("windows", "mysql");
                    assertThat(finding.remedy()).contains("docker");
                });
    }

    @Test
    void aHomeThatIsAFileFails() throws IOException {
        Path file = Files.createFile(folder.resolve("file"));
        assertThat(new HomeExamination(SandboxHome.at(file.resolve("home"))).findings())
                .singleElement()
                .satisfies(finding -> {
                    assertThat(finding.level()).isEqualTo(Level.FAIL);
                    assertThat(finding.remedy()).contains("KAFKA_LAB_HOME");
                });
    }

    @Test
    void aHomeThatDoesNotExistYetIsFineAndIsNotMade() {
        Path home = folder.resolve("a/b");
        assertThat(new HomeExamination(SandboxHome.at(home)).findings())
                .noneMatch(finding -> finding.level() == Level.FAIL)
                .anyMatch(finding -> finding.subject().equals("home disk"));
        assertThat(home).doesNotExist();
    }

    @Test
    void whatIsFetchedHalfIsNotFetched() throws IOException {
        Files.createDirectories(folder.resolve("mysql-8.0.33-linux-x86_64"));
        Files.createDirectories(folder.resolve("elasticsearch-8.19.21-abc.part"));
        Files.createDirectories(folder.resolve("elasticsearch-node-abc"));
        assertThat(new CacheExamination(folder, LINUX).findings())
                .extracting(Finding::subject, finding -> finding.found().equals("fetched"))
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple("mysql files", true),
                        org.assertj.core.groups.Tuple.tuple("elasticsearch files", false));
    }

    @Test
    void whoListensOnAPortIsFoundOnLinux() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            if (Files.exists(Path.of("/proc/net/tcp"))) {
                assertThat(ListeningProcess.on(socket.getLocalPort())).contains(ProcessHandle.current());
            }
            int port = socket.getLocalPort();
            socket.close();
            assertThat(ListeningProcess.on(port)).isEmpty();
        }
    }

    @Test
    void programsAreLookedUpOnThePath() throws IOException {
        Path kcat = Files.createFile(folder.resolve("kcat"));
        assertThat(kcat.toFile().setExecutable(true)).isTrue();
        List<Finding> findings = new ProgramExamination("/nowhere:" + folder, LINUX).findings();
        assertThat(findings).contains(Finding.ok("kcat", kcat.toString()));
        assertThat(findings).anyMatch(finding -> finding.subject().equals("setsid") && finding.level() == Level.WARN);
    }

    @Test
    void aMachineIsHealthyUnlessSomethingFails() {
        List<Finding> findings = new Doctor(SandboxHome.at(folder.resolve("home")), Map.of()).examine();
        assertThat(findings).extracting(Finding::subject).contains("JDK", "home", "port 9092", "sandbox", "kcat");
        assertThat(Doctor.healthy(findings)).isTrue();
        assertThat(Doctor.healthy(List.of(Finding.fail("disk", "full", "")))).isFalse();
    }
}
