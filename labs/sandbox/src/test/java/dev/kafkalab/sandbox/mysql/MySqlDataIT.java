package dev.kafkalab.sandbox.mysql;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kafkalab.sandbox.Platform;
import dev.kafkalab.sandbox.Progress;
import dev.kafkalab.sandbox.SandboxHome;
import dev.kafkalab.sandbox.Site;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MySqlDataIT {
    @TempDir
    Path folder;

    @Test
    void anInterruptedInitialisationIsEndedAndDoneAnew() throws Exception {
        Path cache = SandboxHome.of(System.getenv()).cache();
        Path program = new MySqlProgram(cache, Platform.current()).folder(Progress.SILENT);
        MySqlCommand command = new MySqlCommand(program);
        Path draft = folder.resolve("data.new");
        ProcessBuilder interrupted = new ProcessBuilder(
                        command.initialize(draft, Files.createFile(folder.resolve("x"))))
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("interrupted.log").toFile());
        interrupted.environment().putAll(command.environment());
        Process orphan = interrupted.start();
        Awaitility.await().until(() -> Files.exists(draft.resolve("ibdata1")));

        new MySqlData(new Site(folder, cache)).makeIfMissing(command);

        assertThat(orphan.isAlive()).isFalse();
        assertThat(orphan.exitValue()).as("killed").isNotZero();
        assertThat(folder.resolve("data").resolve("campus")).isDirectory();
        assertThat(draft).doesNotExist();
        assertThat(List.of(folder.toFile().list())).contains("init.sql");
    }
}
