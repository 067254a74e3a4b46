package dev.kafkalab.labs.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.kafkalab.KafkaLabException;
import dev.kafkalab.health.Health.Status;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.ByteBuffer;
import java.nio.channels.WritableByteChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

@Timeout(120)
class AccessLogFileTest {
    private static final Duration SOON = Duration.ofMillis(10);

    @TempDir
    Path folder;

    @Test
    void linesOfManyThreadsAreWholeAndAllThereOnceItIsClosed() throws Exception {
        Path file = folder.resolve("access.log");
        List<Thread> threads = new ArrayList<>();
        try (AccessLogFile log = AccessLogFile.append(file)) {
            for (int thread = 0; thread < 8; thread++) {
                String name = "thread-" + thread + " " + "x".repeat(50 * thread) + " ";
                threads.add(new Thread(() -> IntStream.range(0, 500).forEach(i -> log.add(name + i))));
            }
            threads.forEach(Thread::start);
            for (Thread thread : threads) {
                thread.join();
            }
        }

        assertThat(Files.readAllLines(file))
                .hasSize(8 * 500)
                .allMatch(line -> line.matches("thread-\\d x* \\d+"))
                .doesNotHaveDuplicates();
    }

    @Test
    void aLineThatWasLeftUnfinishedIsEndedFirst() throws Exception {
        Path file = Files.writeString(folder.resolve("access.log"), "whole\nhal");
        try (AccessLogFile log = AccessLogFile.append(file)) {
            log.add("new");
        }
        try (AccessLogFile log = AccessLogFile.append(file)) {
            log.add("newer");
        }

        assertThat(file).hasContent("whole\nhal\nnew\nnewer\n");
    }

    @Test
    void aDiskThatWasFullGetsTheLinesThatWaitedAndNoneIsTorn() {
        Disk disk = new Disk(10);
        try (AccessLogFile log = new AccessLogFile("disk", disk, SOON)) {
            log.add("one");
            log.add("two to be torn");
            await().until(() -> log.health().status() == Status.DEGRADED);
            log.add("three");
            disk.room = Integer.MAX_VALUE;
            await().until(() -> log.health().status() == Status.UP);
        }

        assertThat(disk.text()).isEqualTo("one\ntwo to be torn\nthree\n");
    }

    @Test
    void whatADiskNeverTakesIsCountedAndHoldsUpNobody() {
        Disk disk = new Disk(0);
        AccessLogFile log = new AccessLogFile("disk", disk, SOON);
        String line = "x".repeat(1_000);
        for (int i = 0; i < 20_000; i++) {
            log.add(line); // 20 MB, five times what waits
        }
        await().until(() -> log.health().status() == Status.DEGRADED);
        assertThat(log.lost()).isBetween(10_000L, 19_999L);

        log.close();

        assertThat(log.lost()).isEqualTo(20_000);
        assertThat(disk.text()).isEmpty();
    }

    @EnabledOnOs(OS.LINUX)
    @Test
    void aServerGoesOnAnsweringWhenTheDiskIsFull() throws Exception {
        AccessLogFile log = AccessLogFile.append(Path.of("/dev/full"));
        try (HttpServer server = HttpServer.start(HttpSettings.loopback(0), List.of(), Optional.of(log))) {
            assertThat(get(server.uri().resolve("/health"))).startsWith("200");
            await().until(() -> get(server.uri().resolve("/health")).contains("No space left on device"));
        } finally {
            log.close();
        }
        assertThat(log.lost()).isGreaterThan(1);
    }

    @Test
    void notesEveryRequestWithItsStatusAndWhatItTook() throws Exception {
        Path file = folder.resolve("access.log");
        try (AccessLogFile log = AccessLogFile.append(file);
                HttpServer server =
                        HttpServer.start(HttpSettings.loopback(0), List.of(new NotesApi()), Optional.of(log))) {
            get(server.uri().resolve("/notes/7?title=a%20b"));
            get(server.uri().resolve("/nowhere"));
        }

        String start = "127\\.0\\.0\\.1 - - \\[\\d\\d/\\w{3}/\\d{4}:\\d\\d:\\d\\d:\\d\\d [+-]\\d{4}] ";
        List<String> lines = Files.readAllLines(file);
        assertThat(lines).hasSize(2);
        assertThat(lines.get(0))
                .matches(start
                        + "\"GET /notes/7\\?title=a%20b HTTP/1\\.1\" 200 22 \\d{2,7} \"-\" \"Java-http-client/.*\"");
        assertThat(lines.get(1)).matches(start + "\"GET /nowhere HTTP/1\\.1\" 404 \\d+ \\d{2,7} \"-\" \".*\"");
    }

    @Test
    void aPlaceThatCannotBeWrittenToIsAFailureAtTheStart() {
        assertThatThrownBy(() -> AccessLogFile.append(folder.resolve("none/access.log")))
                .isInstanceOf(KafkaLabException.class)
                .hasMessageStartingWith("no folder for the access log ");
        assertThatThrownBy(() -> AccessLogFile.append(folder))
                .isInstanceOf(KafkaLabException.class)
                .hasMessageStartingWith("cannot write to the access log ");
    }

    private static String get(URI uri) throws IOException, InterruptedException {
        var answer = HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(uri)
                                .version(HttpClient.Version.HTTP_1_1)
                                .build(),
                        BodyHandlers.ofString());
        return answer.statusCode() + " " + answer.body();
    }

    /** Takes so many bytes, then fails as a full disk does. */
    private static final class Disk implements WritableByteChannel {
        private final ByteArrayOutputStream written = new ByteArrayOutputStream();
        volatile int room;

        Disk(int room) {
            this.room = room;
        }

        @Override
        public synchronized int write(ByteBuffer bytes) throws IOException {
            int taken = Math.min(bytes.remaining(), room - written.size());
            if (taken <= 0) {
                throw new IOException("No space left on device");
            }
            byte[] some = new byte[taken];
            bytes.get(some);
            written.writeBytes(some);
            return taken;
        }

        synchronized String text() {
            return written.toString(StandardCharsets.UTF_8);
        }

        @Override
        public boolean isOpen() {
            return true;
        }

        @Override
        public void close() {}
    }
}
