package dev.kafkalab.sandbox.fetch;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.zip.Inflater;
import java.util.zip.InflaterInputStream;
import java.util.zip.ZipException;

/** Stretches of a zip file that hold the wanted entries; neighbours share one, so that few requests are made. */
record ZipSegments(List<Segment> segments) {
    private static final int LOCAL_HEADER = 0x04034b50;
    private static final int LOCAL_HEADER_BYTES = 30;
    /** A local header may be longer than the directory tells; so much is fetched to be sure. */
    private static final int SLACK = 512;
    /** Cheaper to fetch than to ask again. */
    private static final int GAP = 256 << 10;

    /** Bytes {@code offset} to {@code end}, exclusive. */
    record Segment(long offset, long end, List<ZipDirectory.Entry> entries) {
        long bytes() {
            return end - offset;
        }

        String fileName() {
            return offset + "-" + end;
        }
    }

    static ZipSegments of(List<ZipDirectory.Entry> wanted, long size) {
        List<Segment> segments = new ArrayList<>();
        for (ZipDirectory.Entry entry : wanted.stream()
                .sorted(Comparator.comparingLong(ZipDirectory.Entry::offset))
                .toList()) {
            long end = Math.min(
                    size, entry.offset() + LOCAL_HEADER_BYTES + entry.name().length() + SLACK + entry.packedBytes());
            Segment last = segments.isEmpty() ? null : segments.get(segments.size() - 1);
            if (last != null && entry.offset() - last.end() <= GAP) {
                segments.remove(segments.size() - 1);
                List<ZipDirectory.Entry> entries = new ArrayList<>(last.entries());
                entries.add(entry);
                segments.add(new Segment(last.offset(), Math.max(last.end(), end), entries));
            } else {
                segments.add(new Segment(entry.offset(), end, List.of(entry)));
            }
        }
        return new ZipSegments(List.copyOf(segments));
    }

    long bytes() {
        return segments.stream().mapToLong(Segment::bytes).sum();
    }

    /** The unpacked bytes of one entry of a segment that was brought into {@code file}. Deflate only. */
    static InputStream open(Path file, Segment segment, ZipDirectory.Entry entry) throws IOException {
        FileChannel channel = FileChannel.open(file, StandardOpenOption.READ);
        try {
            long at = entry.offset() - segment.offset();
            ByteBuffer header = ByteBuffer.allocate(LOCAL_HEADER_BYTES).order(ByteOrder.LITTLE_ENDIAN);
            channel.read(header, at);
            if (header.getInt(0) != LOCAL_HEADER || header.getShort(8) != 8) {
                throw new ZipException(entry.name() + " is not where the directory says, or not deflated");
            }
            int nameBytes = Short.toUnsignedInt(header.getShort(26));
            int extraBytes = Short.toUnsignedInt(header.getShort(28));
            channel.position(at + LOCAL_HEADER_BYTES + nameBytes + extraBytes);
            InputStream packed = new BufferedInputStream(Channels.newInputStream(channel), 1 << 16);
            return new InflaterInputStream(packed, new Inflater(true), 1 << 16);
        } catch (IOException | RuntimeException e) {
            channel.close();
            throw e;
        }
    }
}
