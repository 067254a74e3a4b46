package dev.kafkalab.consumer.torture;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * Where one member writes what it does, each event with a write of its own at the end of a file: what was written is in
 * the kernel's hands and survives the death of the process, though not of the machine. Thread-safe.
 */
final class Ledger implements AutoCloseable {
    private final FileChannel file;

    Ledger(Path path) throws IOException {
        this.file = FileChannel.open(path, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    }

    void write(Event event) {
        try {
            file.write(ByteBuffer.wrap((event.line() + "\n").getBytes(StandardCharsets.US_ASCII)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}
