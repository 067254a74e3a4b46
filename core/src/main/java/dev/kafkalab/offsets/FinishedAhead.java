package dev.kafkalab.offsets;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Base64;

/**
 * Which records beyond a committed offset are finished, as it is kept in the metadata of that commit, so that a restart
 * does not repeat them.
 *
 * <p>Format: {@code kl1r:} or {@code kl1b:} and base64 (RFC 4648, URL alphabet, no padding). {@code r}: lengths of runs as
 * unsigned LEB128 numbers, unfinished and finished in turn from the committed offset on, the last finished one included.
 * {@code b}: a bitmap from the committed offset on, finished = 1, the lowest bit first. Whichever is shorter is written.
 * What does not fit the limit is left out from the far end: it is repeated after a restart, never lost.
 *
 * <p>Immutable.
 */
public final class FinishedAhead {
    /** Nothing is finished ahead. */
    public static final FinishedAhead NONE = new FinishedAhead(0, new long[0]);

    /** What a broker takes unless {@code offset.metadata.max.bytes} says otherwise. */
    public static final int METADATA_BYTES = 4096;

    private static final String RUNS = "kl1r:";
    private static final String BITMAP = "kl1b:";

    private final long safe;
    /** Ends of runs, exclusive, relative to {@code safe}: unfinished, finished, unfinished, … */
    private final long[] ends;

    private FinishedAhead(long safe, long[] ends) {
        this.safe = safe;
        this.ends = ends;
    }

    /** The offset to commit with it. */
    public long safe() {
        return safe;
    }

    /** Whether the record at {@code offset} is finished. */
    public boolean contains(long offset) {
        if (ends.length == 0 || offset < safe || offset - safe >= ends[ends.length - 1]) {
            return false;
        }
        return run(offset) % 2 == 1;
    }

    /** The lowest offset from {@code offset} on that is not finished. */
    long nextUnfinished(long offset) {
        return contains(offset) ? safe + ends[run(offset)] : offset;
    }

    /** Adds what is not finished from {@code from} on, up to {@link #end}. */
    void addUnfinished(long from, Builder ahead) {
        long offset = Math.max(from, safe);
        while (offset < end()) {
            long runEnd = safe + ends[run(offset)];
            if (!contains(offset)) {
                ahead.unfinished(offset, runEnd);
            }
            offset = runEnd;
        }
    }

    /** The index of the run that holds an offset within. */
    private int run(long offset) {
        int found = Arrays.binarySearch(ends, offset - safe);
        // Found: the offset is the first of the run behind that end.
        return found >= 0 ? found + 1 : -found - 1;
    }

    /** The offset behind the last finished one. */
    public long end() {
        return ends.length == 0 ? safe : safe + ends[ends.length - 1];
    }

    /** Whether {@link #metadata} with this limit keeps all of it. */
    public boolean fits(int limit) {
        return ends.length == 0 || shortest().length() <= limit;
    }

    /**
     * @param limit bytes at most
     * @return metadata for the commit; empty if nothing is finished ahead or not even its first run fits
     */
    public String metadata(int limit) {
        if (ends.length == 0) {
            return "";
        }
        String whole = shortest();
        return whole.length() <= limit ? whole : prefix(limit);
    }

    private String shortest() {
        String runs = RUNS + base64(runs(ends.length));
        long bytes = (ends[ends.length - 1] + 7) / 8;
        return bytes * 4 / 3 < runs.length() - RUNS.length() ? BITMAP + base64(bitmap((int) bytes)) : runs;
    }

    private String prefix(int limit) {
        int bytes = (limit - RUNS.length()) / 4 * 3;
        if (bytes <= 0) {
            return "";
        }
        int count = runsWithin(bytes);
        long reached = count == 0 ? 0 : ends[count - 1];
        if ((long) bytes * 8 > reached) {
            return BITMAP + base64(bitmap(bytes));
        }
        return RUNS + base64(runs(count));
    }

    private int runsWithin(int bytes) {
        long start = 0;
        int size = 0;
        int count = 0;
        while (count < ends.length) {
            size += leb128Length(ends[count] - start);
            if (size > bytes) {
                break;
            }
            start = ends[count++];
        }
        return count / 2 * 2;
    }

    private byte[] runs(int count) {
        ByteBuffer bytes = ByteBuffer.allocate(count * 10);
        long start = 0;
        for (int i = 0; i < count; i++) {
            long length = ends[i] - start;
            start = ends[i];
            while (length >= 0x80) {
                bytes.put((byte) (length | 0x80));
                length >>>= 7;
            }
            bytes.put((byte) length);
        }
        return Arrays.copyOf(bytes.array(), bytes.position());
    }

    private byte[] bitmap(int size) {
        byte[] bytes = new byte[size];
        for (int run = 1; run < ends.length; run += 2) {
            long end = Math.min(ends[run], size * 8L);
            for (long bit = ends[run - 1]; bit < end; bit++) {
                bytes[(int) (bit / 8)] |= (byte) (1 << (bit % 8));
            }
        }
        return bytes;
    }

    private static int leb128Length(long number) {
        return Math.max(1, (Long.SIZE - Long.numberOfLeadingZeros(number) + 6) / 7);
    }

    private static String base64(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    /**
     * @param safe the committed offset
     * @param metadata of that commit
     * @return {@link #NONE} if the metadata is somebody else's
     */
    public static FinishedAhead of(long safe, String metadata) {
        try {
            if (metadata.startsWith(RUNS)) {
                return ofRuns(safe, decode(metadata));
            }
            if (metadata.startsWith(BITMAP)) {
                return ofBitmap(safe, decode(metadata));
            }
        } catch (IllegalArgumentException e) {
            // Not ours after all, or cut off: to handle records once more is always allowed.
            return NONE;
        }
        return NONE;
    }

    private static byte[] decode(String metadata) {
        return Base64.getUrlDecoder().decode(metadata.substring(RUNS.length()));
    }

    private static FinishedAhead ofRuns(long safe, byte[] bytes) {
        long[] ends = new long[bytes.length];
        int count = 0;
        long end = 0;
        long length = 0;
        int shift = 0;
        for (byte b : bytes) {
            length |= (b & 0x7FL) << shift;
            shift += 7;
            if (b >= 0) {
                end += length;
                ends[count++] = end;
                length = 0;
                shift = 0;
            }
        }
        if (shift != 0 || count % 2 != 0) {
            throw new IllegalArgumentException("cut off");
        }
        return new FinishedAhead(safe, Arrays.copyOf(ends, count));
    }

    private static FinishedAhead ofBitmap(long safe, byte[] bytes) {
        Builder ahead = new Builder(safe);
        long last = 0;
        for (int bit = 0; bit < bytes.length * 8; bit++) {
            if ((bytes[bit / 8] >> (bit % 8) & 1) == 0) {
                ahead.unfinished(safe + bit);
            } else {
                last = bit + 1L;
            }
        }
        return ahead.upTo(safe + last);
    }

    /** Builds from the offsets that are not finished, in rising order. */
    static final class Builder {
        private final long safe;
        private long[] ends = new long[16];
        private int count;

        Builder(long safe) {
            this.safe = safe;
        }

        void unfinished(long offset) {
            unfinished(offset, offset + 1);
        }

        /** @param end exclusive */
        void unfinished(long offset, long end) {
            long relative = offset - safe;
            if (count > 0 && ends[count - 1] == relative) {
                ends[count - 1] = end - safe;
                return;
            }
            if (count == 0 && relative > 0) {
                // What was unfinished when it was asked for is finished by now: the first run is empty.
                add(0);
            }
            if (count > 0) {
                add(relative);
            }
            add(end - safe);
        }

        /** @param end exclusive */
        FinishedAhead upTo(long end) {
            long relative = end - safe;
            if (count == 0 && relative > 0) {
                add(0); // as in unfinished()
            }
            // Runs are cut at the end: what lies behind it was never taken.
            while (count > 0 && ends[count - 1] >= relative) {
                count--;
            }
            if (count % 2 == 1) {
                add(relative);
            }
            return count < 2
                    ? new FinishedAhead(safe, new long[0])
                    : new FinishedAhead(safe, Arrays.copyOf(ends, count));
        }

        private void add(long end) {
            if (count == ends.length) {
                ends = Arrays.copyOf(ends, count * 2);
            }
            ends[count++] = end;
        }
    }
}
