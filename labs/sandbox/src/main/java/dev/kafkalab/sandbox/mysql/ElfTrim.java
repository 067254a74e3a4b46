package dev.kafkalab.sandbox.mysql;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * Cuts from a 64-bit ELF file what is never loaded: the debug information and the section headers behind the last
 * segment (ELF specification, "Program Header"; the same as {@code sstrip}).
 */
final class ElfTrim {
    private static final int MAGIC = 0x464c457f;
    private static final int HEADER_BYTES = 64;

    private ElfTrim() {}

    /** Does nothing to a file that is no ELF file. */
    static void trim(Path file) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
            ByteBuffer header = read(channel, 0, HEADER_BYTES);
            if (header.limit() < HEADER_BYTES || header.getInt(0) != MAGIC) {
                return;
            }
            long table = header.getLong(32);
            int entryBytes = header.getShort(54);
            int entries = header.getShort(56);
            long end = table + (long) entryBytes * entries;
            for (int i = 0; i < entries; i++) {
                ByteBuffer segment = read(channel, table + (long) i * entryBytes, entryBytes);
                end = Math.max(end, segment.getLong(8) + segment.getLong(32));
            }
            header.putLong(40, 0); // where the section headers are
            header.putShort(60, (short) 0); // how many
            header.putShort(62, (short) 0); // which holds their names
            channel.write(header, 0);
            channel.truncate(end);
        }
    }

    private static ByteBuffer read(FileChannel channel, long at, int bytes) throws IOException {
        ByteBuffer buffer = ByteBuffer.allocate(bytes).order(ByteOrder.LITTLE_ENDIAN);
        while (buffer.hasRemaining() && channel.read(buffer, at + buffer.position()) >= 0) {
            // a read may bring less than asked for
        }
        return buffer.flip();
    }
}
