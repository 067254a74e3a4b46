package dev.kafkalab.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ServerLogTest {
    @TempDir
    Path folder;

    @Test
    void copiesAllOrTheLastLines() throws Exception {
        Path file = Files.writeString(folder.resolve("server.log"), "one\ntwo\nthree\n");
        assertThat(copy(file, Long.MAX_VALUE)).isEqualTo("one\ntwo\nthree\n");
        assertThat(copy(file, 2)).isEqualTo("two\nthree\n");
        assertThat(copy(file, 9)).isEqualTo("one\ntwo\nthree\n");
    }

    @Test
    void theLastLinesOfALongLogAreFoundAcrossBlocks() throws Exception {
        Path file = Files.writeString(folder.resolve("server.log"), ("x".repeat(999) + "\n").repeat(200) + "end");
        assertThat(copy(file, 101)).hasSize(100_003).endsWith("end");
    }

    @Test
    void aLogThatIsNotThereYetIsEmpty() throws Exception {
        assertThat(copy(folder.resolve("none.log"), 5)).isEmpty();
    }

    @Test
    void followingGoesOnAsTheLogGrows() throws Exception {
        Path file = Files.writeString(folder.resolve("server.log"), "one\n");
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        Thread following = new Thread(() -> {
            try {
                new ServerLog(file).follow(Long.MAX_VALUE, out);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            } catch (java.io.IOException e) {
                throw new java.io.UncheckedIOException(e);
            }
        });
        following.start();
        try {
            await().until(() -> out.toString(StandardCharsets.UTF_8).equals("one\n"));
            Files.writeString(file, "two\n", StandardOpenOption.APPEND);
            await().until(() -> out.toString(StandardCharsets.UTF_8).equals("one\ntwo\n"));
        } finally {
            following.interrupt();
            following.join();
        }
    }

    private static String copy(Path file, long lines) throws Exception {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        new ServerLog(file).copy(lines, out);
        return out.toString(StandardCharsets.UTF_8);
    }
}
