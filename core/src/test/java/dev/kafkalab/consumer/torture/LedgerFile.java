package dev.kafkalab.consumer.torture;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads a ledger while its member still writes, and after it is dead. For one thread. */
final class LedgerFile {
    private final Path path;
    private final List<Event> events = new ArrayList<>();
    private @Nullable FileChannel file;
    private long position;

    LedgerFile(Path path) {
        this.path = path;
    }

    /** Everything read so far. */
    List<Event> events() {
        return events;
    }

    /** Reads what was added; a line cut short by a kill is left out, as what it announces did not happen. */
    List<Event> readOn() throws IOException {
        if (file == null) {
            if (!Files.exists(path)) {
                return List.of();
            }
            file = FileChannel.open(path);
        }
        int size = (int) (file.size() - position);
        if (size == 0) {
            return List.of();
        }
        ByteBuffer buffer = ByteBuffer.allocate(size);
        while (buffer.hasRemaining() && file.read(buffer, position + buffer.position()) >= 0) {}
        byte[] added = buffer.array();
        int from = 0;
        int before = events.size();
        for (int i = 0; i < added.length; i++) {
            if (added[i] == '\n') {
                events.add(Event.parse(new String(added, from, i - from, StandardCharsets.US_ASCII)));
                from = i + 1;
            }
        }
        position += from;
        return events.subList(before, events.size());
    }

    /** Its writer is gone, and all was read. */
    void close() throws IOException {
        if (file != null) {
            file.close();
        }
    }
}
