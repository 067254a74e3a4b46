package dev.kafkalab.sandbox.fetch;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.function.LongConsumer;

/** A large file of which parts can be had. */
interface RangeSource {
    /** What to call it in a message: a path or an address. */
    String name();

    /** Its length in bytes. */
    long size() throws IOException;

    /**
     * Brings {@code length} bytes from {@code from} on into the file {@code part}. Goes on where a part that is shorter
     * ends, so that an interrupted transfer is continued.
     *
     * @param received told how many bytes each step brought
     */
    void fetch(long from, long length, Path part, LongConsumer received) throws IOException;

    /** The repository does not serve parts of a file, or not to us. */
    final class RangesRefused extends IOException {
        private static final long serialVersionUID = 1L;

        RangesRefused(String message) {
            super(message);
        }
    }

    /** A file on disk. */
    record OnDisk(Path file) implements RangeSource {
        @Override
        public String name() {
            return file.toString();
        }

        @Override
        public long size() throws IOException {
            return Files.size(file);
        }

        @Override
        public void fetch(long from, long length, Path part, LongConsumer received) throws IOException {
            try (FileChannel in = FileChannel.open(file, StandardOpenOption.READ);
                    FileChannel out = FileChannel.open(
                            part,
                            StandardOpenOption.CREATE,
                            StandardOpenOption.WRITE,
                            StandardOpenOption.TRUNCATE_EXISTING)) {
                long done = 0;
                while (done < length) {
                    long step = in.transferTo(from + done, length - done, out);
                    if (step <= 0) {
                        throw new IOException(file + " ends before byte " + (from + length));
                    }
                    done += step;
                    received.accept(step);
                }
            }
        }
    }
}
