package dev.kafkalab.consumer.torture;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Reads a ledger while its member still writes, and after it is dead. For one thread. */
final class LedgerFile {
    private final Path path;
    private final List<Event> events = new ArrayList<>();
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
        if (!Files.exists(path)) {
            return List.of();
        }
        byte[] added;
        try (SeekableByteChannel file = Files.newByteChannel(path)) {
            ByteBuffer buffer = ByteBuffer.allocate((int) (file.size() - position));
            file.position(position);
            while (buffer.hasRemaining() && file.read(buffer) >= 0) {}
            added = buffer.array();
        }
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
}
