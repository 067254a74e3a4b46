package dev.kafkalab.labs.logs.ship;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.kafkalab.KafkaLabException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The registry as a JSON file. It is written beside its place, flushed to the disk and moved there, and locked against
 * another shipper.
 */
final class RegistryFile implements RegistryStore {
    private static final int VERSION = 1;
    private static final ObjectMapper JSON =
            new ObjectMapper().disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES);

    private final Path file;
    private final String topic;
    private final FileChannel lock;

    /** What stands in the file. */
    private record Content(int version, String topic, List<RegisteredLog> logs) {}

    private RegistryFile(Path file, String topic, FileChannel lock) {
        this.file = file;
        this.topic = topic;
        this.lock = lock;
    }

    /**
     * Opens or makes it.
     *
     * @param topic where the lines go: a registry is of one topic
     * @throws KafkaLabException if another shipper has it
     * @throws IOException if it cannot be made
     */
    static RegistryFile open(Path file, String topic) throws IOException {
        Path place = file.toAbsolutePath();
        Files.createDirectories(place.getParent());
        FileChannel channel = FileChannel.open(
                place.resolveSibling(place.getFileName() + ".lock"),
                StandardOpenOption.CREATE,
                StandardOpenOption.WRITE);
        if (lock(channel) == null) {
            channel.close();
            throw KafkaLabException.precondition("another ship-logs works with the registry " + file
                    + "; end it, or give this one a registry of its own with --registry");
        }
        return new RegistryFile(place, topic, channel);
    }

    private static @Nullable FileLock lock(FileChannel channel) throws IOException {
        try {
            return channel.tryLock();
        } catch (OverlappingFileLockException ourselves) {
            return null;
        }
    }

    @Override
    public List<RegisteredLog> read() throws IOException {
        if (!Files.exists(file)) {
            return List.of();
        }
        Content content = content();
        if (content.version() != VERSION) {
            throw KafkaLabException.precondition("the registry %s is of version %d; this kafka-lab reads version %d"
                    .formatted(file, content.version(), VERSION));
        }
        if (!content.topic().equals(topic)) {
            throw KafkaLabException.precondition(
                    "the registry %s is of topic %s, not of %s; give --registry another file"
                            .formatted(file, content.topic(), topic));
        }
        return content.logs();
    }

    private Content content() throws IOException {
        try {
            return JSON.readValue(file.toFile(), Content.class);
        } catch (JsonProcessingException e) {
            throw new KafkaLabException(
                    KafkaLabException.Reason.PRECONDITION,
                    "%s is no registry of ship-logs (%s); move it away to ship everything anew"
                            .formatted(file, e.getOriginalMessage()),
                    e);
        }
    }

    @Override
    public void write(List<RegisteredLog> logs) throws IOException {
        Path draft = file.resolveSibling(file.getFileName() + ".new");
        ByteBuffer bytes = ByteBuffer.wrap(
                JSON.writerWithDefaultPrettyPrinter().writeValueAsBytes(new Content(VERSION, topic, logs)));
        try (FileChannel channel = FileChannel.open(
                draft, StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.TRUNCATE_EXISTING)) {
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
            channel.force(true);
        }
        Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        syncFolder();
    }

    /** Else a power cut may take the renaming back. Not every system opens a folder. */
    private void syncFolder() {
        try (FileChannel folder = FileChannel.open(file.getParent(), StandardOpenOption.READ)) {
            folder.force(true);
        } catch (IOException unsupported) {
            // falls through: the older content is valid too, only older
        }
    }

    @Override
    public void close() throws IOException {
        lock.close();
    }
}
