package dev.kafkalab.labs.logs.ship;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.apache.kafka.common.errors.InterruptException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What happens to files, and what becomes of their lines. The brokers are in memory; everything else is real. */
@Timeout(60)
class FollowTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    private Path folder;

    private final MemoryStore store = new MemoryStore();
    private final MemoryOutlet brokers = new MemoryOutlet();
    private final List<RunningShipper> shippers = new ArrayList<>();
    private Clock clock = Clock.systemUTC();

    /** A registry that a test can fill a disk under. */
    private static final class MemoryStore implements RegistryStore {
        volatile boolean full;
        volatile List<RegisteredLog> logs = List.of();

        @Override
        public List<RegisteredLog> read() {
            return logs;
        }

        @Override
        public void write(List<RegisteredLog> all) throws IOException {
            if (full) {
                throw new IOException("No space left on device");
            }
            logs = List.copyOf(all);
        }

        @Override
        public void close() {}
    }

    /** Keeps what it is sent, and acknowledges at once; or takes nothing, as brokers that are away. */
    private static final class MemoryOutlet implements Outlet {
        private record Sent(byte[] key, byte[] value) {}

        private final List<Sent> sent = new ArrayList<>();
        volatile CountDownLatch back = new CountDownLatch(0);

        synchronized List<Sent> sent() {
            return List.copyOf(sent);
        }

        @Override
        public void send(byte[] key, byte[] value, Shipment shipment) {
            try {
                back.await();
            } catch (InterruptedException e) {
                throw new InterruptException(e);
            }
            synchronized (this) {
                sent.add(new Sent(key, value));
            }
            shipment.add();
            shipment.onCompletion(null, null);
        }

        @Override
        public void fail(Exception cause) {}

        @Override
        public @Nullable Exception failure() {
            return null;
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}

        @Override
        public void abandon() {}
    }

    private ShipSettings settings(String glob) {
        return new ShipSettings(
                List.of(folder + "/" + glob),
                "t",
                folder.resolve("unused"),
                false,
                false,
                false,
                ShipSettings.STANDARD_LONGEST,
                java.util.Optional.empty(),
                Duration.ofMillis(5),
                Duration.ofMillis(10),
                Duration.ofMinutes(1));
    }

    private RunningShipper ship(ShipSettings settings) throws IOException {
        RunningShipper shipper = RunningShipper.start(settings, brokers, clock, store);
        shippers.add(shipper);
        return shipper;
    }

    private void shipOnce(ShipSettings settings) throws Exception {
        RunningShipper shipper = ship(settings.once(settings.unfinished()));
        assertThat(shipper.awaitStopped(Duration.ofSeconds(30))).isTrue();
    }

    @AfterEach
    void close() {
        shippers.forEach(RunningShipper::close);
    }

    private List<JsonNode> events() {
        return brokers.sent().stream().map(sent -> json(sent.value())).toList();
    }

    private static JsonNode json(byte[] value) {
        try {
            return JSON.readTree(value);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private List<String> messages() {
        return events().stream().map(event -> event.path("message").asText()).toList();
    }

    private void awaitMessages(List<String> expected) {
        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> assertThat(messages()).isEqualTo(expected));
    }

    private void awaitSize(int size) {
        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> assertThat(messages()).hasSize(size));
    }

    private static List<String> lines(String name, int from, int to) {
        return IntStream.range(from, to)
                .mapToObj(i -> name + " line " + i + " " + "x".repeat(40))
                .toList();
    }

    private Path append(String file, List<String> lines) throws IOException {
        return Files.write(folder.resolve(file), lines, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    }

    private static <T> List<T> together(List<T> first, List<T> second) {
        return Stream.concat(first.stream(), second.stream()).toList();
    }

    @Test
    void whatIsThereAndWhatComesIsShippedOnceAndInOrder() throws Exception {
        append("a.log", lines("a", 0, 50));
        ship(settings("*.log"));
        awaitSize(50);
        append("a.log", lines("a", 50, 100));
        awaitMessages(lines("a", 0, 100));
        assertThat(events().stream()
                        .map(event -> event.at("/event/id").asText())
                        .distinct())
                .hasSize(100);
        assertThat(brokers.sent())
                .allSatisfy(sent -> assertThat(new String(sent.key()))
                        .isEqualTo(folder.resolve("a.log").toString()));
    }

    @Test
    void renamingIsFollowedAndTheNewFileIsAnotherLog() throws Exception {
        append("a.log", lines("a", 0, 50));
        ship(settings("a.log*"));
        awaitSize(50);
        append("a.log", lines("a", 50, 60));
        Files.move(folder.resolve("a.log"), folder.resolve("a.log.1"));
        append("a.log", lines("b", 0, 50));
        append("a.log.1", lines("a", 60, 70)); // the writer has not reopened its file yet
        awaitSize(120);
        assertThat(messages().stream().filter(text -> text.startsWith("a")).toList())
                .isEqualTo(lines("a", 0, 70));
        assertThat(messages().stream().filter(text -> text.startsWith("b")).toList())
                .isEqualTo(lines("b", 0, 50));
    }

    @Test
    void aFileThatIsRenamedOutOfSightIsReadToItsEnd() throws Exception {
        append("a.log", lines("a", 0, 50));
        ship(settings("*.log"));
        awaitSize(50);
        append("a.log", lines("a", 50, 60));
        Files.move(folder.resolve("a.log"), folder.resolve("a.old"));
        append("a.old", lines("a", 60, 70));
        awaitMessages(lines("a", 0, 70));
    }

    @Test
    void aDeletedFileIsReadToItsEndAlsoALineThatNobodyWillEnd() throws Exception {
        append("a.log", lines("a", 0, 50));
        ship(settings("*.log"));
        awaitSize(50);
        try (OutputStream out = Files.newOutputStream(folder.resolve("a.log"), StandardOpenOption.APPEND)) {
            Files.delete(folder.resolve("a.log"));
            out.write("last words".getBytes(StandardCharsets.UTF_8));
        }
        awaitMessages(together(lines("a", 0, 50), List.of("last words")));
    }

    @Test
    void aTruncatedFileIsANewLogAndItsCopyGoesOnWithTheOldOne() throws Exception {
        append("a.log", lines("a", 0, 50));
        ship(settings("a.log*"));
        awaitSize(50);
        // What is written here the shipper may not have seen when the file is truncated.
        append("a.log", lines("a", 50, 90));
        Files.copy(folder.resolve("a.log"), folder.resolve("a.log.1"));
        Files.newByteChannel(folder.resolve("a.log"), StandardOpenOption.WRITE)
                .truncate(0)
                .close();
        append("a.log", lines("b", 0, 10));
        awaitSize(100);
        assertThat(messages().stream().filter(text -> text.startsWith("a")).toList())
                .isEqualTo(lines("a", 0, 90));
        assertThat(messages().stream().filter(text -> text.startsWith("b")).toList())
                .isEqualTo(lines("b", 0, 10));
    }

    @Test
    void aFileThatWasTruncatedAndHasGrownPastOurPlaceIsNoticed() throws Exception {
        append("a.log", lines("a", 0, 50));
        shipOnce(settings("*.log"));
        // Of the same beginning, longer, on the same inode: only what stands before our place tells.
        List<String> other = new ArrayList<>(lines("a", 0, 30));
        other.addAll(lines("c", 0, 70));
        Files.write(folder.resolve("a.log"), other, StandardOpenOption.TRUNCATE_EXISTING);
        shipOnce(settings("*.log"));
        assertThat(messages()).isEqualTo(together(lines("a", 0, 50), other));
        assertThat(events().stream()
                        .map(event -> event.at("/event/id").asText())
                        .distinct())
                .hasSize(150);
    }

    @Test
    void anInodeThatIsGivenToAnotherFileIsAnotherLog() throws Exception {
        append("a.log", lines("a", 0, 50));
        shipOnce(settings("*.log"));
        RegisteredLog known = store.logs.get(0);
        Files.delete(folder.resolve("a.log"));
        append("b.log", lines("b", 0, 60));
        // As if the file system had given it the inode, which it does as it likes.
        store.logs = List.of(new RegisteredLog(
                known.id(),
                FileKey.of(folder.resolve("b.log")),
                known.path(),
                known.key(),
                known.beginning(),
                known.place(),
                false));
        shipOnce(settings("*.log"));
        assertThat(messages()).isEqualTo(together(lines("a", 0, 50), lines("b", 0, 60)));
    }

    @Test
    void anArchiveOfWhatWasShippedIsNotShippedAgainAndWhatWasMissedIs() throws Exception {
        append("a.log", lines("a", 0, 50));
        shipOnce(settings("a.log*"));
        append("a.log", lines("a", 50, 60));
        try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(folder.resolve("a.log.1.gz")))) {
            Files.copy(folder.resolve("a.log"), out);
        }
        Files.delete(folder.resolve("a.log"));
        shipOnce(settings("a.log*"));
        shipOnce(settings("a.log*"));
        assertThat(messages()).isEqualTo(lines("a", 0, 60));
    }

    @Test
    void anArchiveIsReadToItsEndAlsoIfItsLastLineHasNone() throws Exception {
        try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(folder.resolve("old.gz")))) {
            out.write("one\ntwo\nthree".getBytes(StandardCharsets.UTF_8));
        }
        shipOnce(settings("*.gz"));
        shipOnce(settings("*.gz"));
        assertThat(messages()).containsExactly("one", "two", "three");
        assertThat(events().get(2).at("/log/offset").asLong()).isEqualTo(8);
    }

    @Test
    void aHalfWrittenArchiveIsWaitedFor() throws Exception {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (OutputStream out = new GZIPOutputStream(bytes)) {
            out.write(String.join("\n", lines("z", 0, 2000)).getBytes(StandardCharsets.UTF_8));
        }
        byte[] whole = bytes.toByteArray();
        Files.write(folder.resolve("z.gz"), Arrays.copyOf(whole, whole.length / 2));
        ship(settings("*.gz"));
        await().untilAsserted(() -> assertThat(messages()).hasSizeGreaterThan(100));
        Files.write(folder.resolve("z.gz"), whole);
        awaitMessages(lines("z", 0, 2000));
    }

    @Test
    void halfALineWaitsForItsEnd() throws Exception {
        Files.writeString(folder.resolve("a.log"), "one\nhalf");
        RunningShipper shipper = ship(settings("*.log"));
        await().until(() -> !shipper.status().unfinished().isEmpty());
        assertThat(messages()).containsExactly("one");
        Files.writeString(folder.resolve("a.log"), " whole\n", StandardOpenOption.APPEND);
        awaitMessages(List.of("one", "half whole"));
    }

    @Test
    void inARunToTheEndHalfALineIsLeftOrShippedAsAsked() throws Exception {
        Files.writeString(folder.resolve("a.log"), "one\nhalf");
        shipOnce(settings("*.log"));
        assertThat(messages()).containsExactly("one");
        RunningShipper shipper = ship(settings("*.log").once(true));
        assertThat(shipper.awaitStopped(Duration.ofSeconds(10))).isTrue();
        assertThat(messages()).containsExactly("one", "half");
    }

    @Test
    void aLineOfFiveMegabytesArrivesInParts() throws Exception {
        String large = "가나다라마바사아".repeat(5_000_000 / 24);
        Files.writeString(folder.resolve("a.log"), "before\n" + large + "\nafter\n");
        shipOnce(settings("*.log"));
        List<JsonNode> events = events();
        assertThat(events.get(0).path("message").asText()).isEqualTo("before");
        assertThat(events.get(events.size() - 1).path("message").asText()).isEqualTo("after");
        List<JsonNode> parts = events.subList(1, events.size() - 1);
        assertThat(parts).hasSizeGreaterThan(30).allSatisfy(part -> {
            assertThat(part.at("/log/flags/0").asText()).isEqualTo("partial");
            assertThat(part.at("/log/line/offset").asLong()).isEqualTo(7);
        });
        assertThat(String.join(
                        "",
                        parts.stream()
                                .map(part -> part.path("message").asText())
                                .toList()))
                .isEqualTo(large);
        assertThat(brokers.sent())
                .allSatisfy(sent -> assertThat(sent.value().length).isLessThan(1_000_000));
    }

    @Test
    void whatIsNoTextIsKeptAsItIs() throws Exception {
        Files.write(folder.resolve("a.log"), new byte[] {'a', (byte) 0xff, 'b', '\n', 'c', '\n'});
        shipOnce(settings("*.log"));
        JsonNode first = events().get(0);
        assertThat(first.path("message").asText()).isEqualTo("a\uFFFDb");
        assertThat(Base64.getDecoder().decode(first.path("message_base64").asText()))
                .containsExactly('a', 0xff, 'b');
        assertThat(messages().get(1)).isEqualTo("c");
    }

    @Test
    void aFullDiskUnderTheRegistryStopsNothingButNewFiles() throws Exception {
        append("a.log", lines("a", 0, 10));
        RunningShipper shipper = ship(settings("*.log"));
        awaitSize(10);
        store.full = true;
        append("a.log", lines("a", 10, 20));
        awaitSize(20);
        append("b.log", lines("b", 0, 10));
        await().until(() -> shipper.status().registryFailure().isPresent());
        assertThat(shipper.status().registryFailure()).hasValue("No space left on device");
        assertThat(messages()).isEqualTo(lines("a", 0, 20)); // without an id on the disk nothing of b is sent
        store.full = false;
        awaitSize(30);
        await().until(() -> shipper.status().registryFailure().isEmpty());
        shipper.close();
        shipOnce(settings("*.log"));
        assertThat(messages()).hasSize(30);
    }

    /** What is repeated after a crash with an old registry has the ids of the first time. */
    @Test
    void aRepeatIsKnownByItsId() throws Exception {
        append("a.log", lines("a", 0, 50));
        shipOnce(settings("*.log"));
        List<RegisteredLog> old = store.logs.stream()
                .map(log -> new RegisteredLog(
                        log.id(), log.file(), log.path(), log.key(), log.beginning(), Place.BEGINNING, false))
                .toList();
        store.logs = old;
        append("a.log", lines("a", 50, 60));
        shipOnce(settings("*.log"));
        assertThat(messages()).hasSize(110);
        assertThat(events().stream()
                        .map(event -> event.at("/event/id").asText())
                        .distinct())
                .hasSize(60);
    }

    @Test
    void aClockThatIsSetBackChangesTimesAndNothingElse() throws Exception {
        AtomicReference<Instant> now = new AtomicReference<>(Instant.parse("2026-06-01T00:00:00Z"));
        clock = new Clock() {
            @Override
            public ZoneId getZone() {
                return ZoneOffset.UTC;
            }

            @Override
            public Clock withZone(ZoneId zone) {
                return this;
            }

            @Override
            public Instant instant() {
                return now.get();
            }
        };
        append("a.log", lines("a", 0, 10));
        ship(settings("*.log"));
        awaitSize(10);
        now.set(Instant.parse("1999-01-01T00:00:00Z"));
        append("a.log", lines("a", 10, 20));
        awaitMessages(lines("a", 0, 20));
        assertThat(events().get(19).path("@timestamp").asText()).isEqualTo("1999-01-01T00:00:00.000Z");
    }

    @Test
    void aCopyIsSaidToBeOneAndShippedIfAskedFor() throws Exception {
        append("a.log", lines("a", 0, 50));
        Files.copy(folder.resolve("a.log"), folder.resolve("b.log"), StandardCopyOption.COPY_ATTRIBUTES);
        RunningShipper shipper = ship(settings("*.log"));
        await().until(() -> !shipper.status().notices().isEmpty());
        assertThat(shipper.status().notices().get(0)).contains("b.log begins as", "--copies");
        assertThat(messages()).hasSize(50);
        shipper.close();
        shipOnce(settings("*.log").withCopies());
        assertThat(messages()).hasSize(100);
    }

    @Test
    void holesThatATruncationLeavesAreNoLine() throws Exception {
        Path file = append("a.log", lines("a", 0, 50));
        ship(settings("*.log"));
        awaitSize(50);
        // A writer that does not append goes on at its old place, and there are zeros before it.
        try (var channel = Files.newByteChannel(file, StandardOpenOption.WRITE)) {
            channel.truncate(0);
            channel.position(5_000);
            channel.write(java.nio.ByteBuffer.wrap("behind the hole\n".getBytes(StandardCharsets.UTF_8)));
        }
        awaitMessages(together(lines("a", 0, 50), List.of("behind the hole")));
    }

    @Test
    void whoeverAsksLearnsHowLongTheBrokersHaveTakenNothing() throws Exception {
        Files.writeString(folder.resolve("a.log"), "first\n");
        RunningShipper shipper = ship(settings("*.log"));
        await().until(() -> brokers.sent().size() == 1);
        await().until(() -> shipper.status().silentFor().isZero());

        brokers.back = new CountDownLatch(1);
        Files.writeString(folder.resolve("a.log"), "second\n", StandardOpenOption.APPEND);
        await().until(() -> shipper.status().silentFor().toMillis() > 300);
        assertThat(brokers.sent()).hasSize(1);

        brokers.back.countDown();
        await().until(() -> shipper.status().silentFor().isZero());
        assertThat(brokers.sent()).hasSize(2);
    }
}
