package dev.kafkalab.sandbox.fetch;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.ZipException;

/**
 * The central directory of a zip file, read without the file (PKWARE APPNOTE.TXT, sections 4.3.12 and 4.3.16). Archives
 * of 4 GB or more are not read.
 */
record ZipDirectory(Map<String, Entry> entries) {
    private static final int END_OF_DIRECTORY = 0x06054b50;
    private static final int FILE_HEADER = 0x02014b50;
    private static final int END_BYTES = 22;
    private static final int MAX_COMMENT = 0xffff;

    /** One file of the archive: where its local header begins, and how long its packed bytes are. */
    record Entry(String name, long offset, long packedBytes) {}

    /** @param scratch a file to use in between; gone afterwards */
    static ZipDirectory read(RangeSource source, Path scratch) throws IOException {
        long size = source.size();
        long tailBytes = Math.min(size, END_BYTES + MAX_COMMENT);
        ByteBuffer tail = bytes(source, size - tailBytes, tailBytes, scratch);
        int end = tail.limit() - END_BYTES;
        while (end >= 0 && tail.getInt(end) != END_OF_DIRECTORY) {
            end--;
        }
        if (end < 0) {
            throw new ZipException(source.name() + " is not a zip file");
        }
        long length = Integer.toUnsignedLong(tail.getInt(end + 12));
        long offset = Integer.toUnsignedLong(tail.getInt(end + 16));
        return new ZipDirectory(entries(bytes(source, offset, length, scratch)));
    }

    private static Map<String, Entry> entries(ByteBuffer directory) {
        Map<String, Entry> entries = new LinkedHashMap<>();
        int at = 0;
        while (at + 46 <= directory.limit() && directory.getInt(at) == FILE_HEADER) {
            int nameBytes = Short.toUnsignedInt(directory.getShort(at + 28));
            int extraBytes = Short.toUnsignedInt(directory.getShort(at + 30));
            int commentBytes = Short.toUnsignedInt(directory.getShort(at + 32));
            String name = new String(directory.array(), at + 46, nameBytes, StandardCharsets.UTF_8);
            entries.put(
                    name,
                    new Entry(
                            name,
                            Integer.toUnsignedLong(directory.getInt(at + 42)),
                            Integer.toUnsignedLong(directory.getInt(at + 20))));
            at += 46 + nameBytes + extraBytes + commentBytes;
        }
        return entries;
    }

    private static ByteBuffer bytes(RangeSource source, long from, long length, Path scratch) throws IOException {
        Files.deleteIfExists(scratch);
        source.fetch(from, length, scratch, received -> {});
        byte[] bytes = Files.readAllBytes(scratch);
        Files.delete(scratch);
        return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    }
}
