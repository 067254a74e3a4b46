package dev.kafkalab.labs.logs.ship;

import java.util.Arrays;
import java.util.Optional;

/**
 * Cuts the bytes of one log into lines and keeps what is no whole line yet. Holds at most a line's limit and one read in
 * memory: a longer line is handed on in parts, cut at the same bytes whenever it is read, and never inside a character.
 *
 * <p>Used by one thread.
 */
final class LineCutter {
    private final int longest;
    private final Optional<Multiline> multiline;
    /** What is not handed on yet; begins at {@link #place}. */
    private byte[] rest = {};
    /** How many bytes of it were looked through for an end of line. */
    private int seen;
    /** Where in it the last physical line begins. */
    private int lineAt;

    private Place place;
    /** Whether everything so far was zeros: a hole that a truncation left, since the writer goes on at its old place. */
    private boolean hole;

    /**
     * @param longest bytes of a line that are handed on at once; 16 or more
     * @param place of the first byte to come
     */
    LineCutter(int longest, Optional<Multiline> multiline, Place place) {
        this.longest = longest;
        this.multiline = multiline;
        this.place = place;
        this.hole = place.offset() == 0;
    }

    /** Up to where everything was handed on. */
    Place place() {
        return place;
    }

    /** How many bytes wait for the end of their line. */
    int waiting() {
        return rest.length;
    }

    /** How large a buffer for {@link #cut} must be at least, to read so many bytes at once. */
    int room(int read) {
        return Seam.MOST + longest + read + 1;
    }

    /** Lays down what waits. @return where in {@code buffer} the next bytes of the log must be put */
    int lay(byte[] buffer) {
        System.arraycopy(rest, 0, buffer, Seam.MOST, rest.length);
        return Seam.MOST + rest.length;
    }

    /**
     * Hands on every line that ends.
     *
     * @param buffer in which {@link #lay} was called and the next bytes follow
     * @param to after the last of them
     */
    void cut(byte[] buffer, int to, LineTaker taker) {
        int from = Seam.MOST + skipHole(buffer, to);
        int scan = Math.max(from, Seam.MOST + seen);
        int line = Math.max(from, Seam.MOST + lineAt);
        int end = next(buffer, scan, to);
        while (end >= 0) {
            if (multiline.isEmpty()) {
                hand(buffer, from, end, end + 1, taker);
                from = end + 1;
            } else if (line > from && multiline.get().begins(buffer, line, end)) {
                hand(buffer, from, line - 1, line, taker);
                from = line;
            }
            line = end + 1;
            scan = line;
            end = next(buffer, scan, to);
        }
        if (line > from && to - from > longest) { // lines that belong together, and are too much together
            hand(buffer, from, line - 1, line, taker);
            from = line;
        }
        while (to - from > longest) {
            int cut = from + whole(buffer, from, longest);
            taker.take(buffer, from, cut, place, false);
            advance(cut - from, false);
            from = cut;
            line = cut;
        }
        seal(buffer, from);
        rest = Arrays.copyOfRange(buffer, from, to);
        seen = to - from;
        lineAt = Math.max(0, line - from);
    }

    private int skipHole(byte[] buffer, int to) {
        int at = Seam.MOST;
        while (hole && at < to) {
            if (buffer[at] == 0) {
                at++;
            } else {
                hole = false;
            }
        }
        place = new Place(place.offset() + at - Seam.MOST, place.line() + at - Seam.MOST, place.part(), place.seam());
        return at - Seam.MOST;
    }

    /** Hands on the lines that wait for more of their event. @return whether there were any */
    boolean flushEvent(LineTaker taker) {
        return lineAt > 0 && flush(lineAt - 1, lineAt, taker);
    }

    /** Hands on what waits, though its line has no end. @return whether there was anything */
    boolean flushAll(LineTaker taker) {
        flushEvent(taker);
        return rest.length > 0 && flush(rest.length, rest.length, taker);
    }

    private boolean flush(int end, int next, LineTaker taker) {
        byte[] buffer = new byte[Seam.MOST + rest.length];
        lay(buffer);
        hand(buffer, Seam.MOST, Seam.MOST + end, Seam.MOST + next, taker);
        seal(buffer, Seam.MOST + next);
        rest = Arrays.copyOfRange(rest, next, rest.length);
        seen = rest.length;
        lineAt = 0;
        return true;
    }

    /** Forgets what waits: it will be read again. */
    void drop() {
        rest = new byte[0];
        seen = 0;
        lineAt = 0;
    }

    private static int next(byte[] bytes, int from, int to) {
        for (int i = from; i < to; i++) {
            if (bytes[i] == '\n') {
                return i;
            }
        }
        return -1;
    }

    private void hand(byte[] buffer, int from, int end, int next, LineTaker taker) {
        int at = from;
        while (end - at > longest) {
            int cut = at + whole(buffer, at, longest);
            taker.take(buffer, at, cut, place, false);
            advance(cut - at, false);
            at = cut;
        }
        int to = end > at && next > end && buffer[end - 1] == '\r' ? end - 1 : end;
        taker.take(buffer, at, to, place, true);
        advance(next - at, true);
    }

    private void advance(int bytes, boolean ended) {
        long offset = place.offset() + bytes;
        place = ended
                ? new Place(offset, offset, 0, Seam.NONE)
                : new Place(offset, place.line(), place.part() + 1, Seam.NONE);
    }

    /** Of the bytes that were handed on since {@link #lay}. */
    private void seal(byte[] buffer, int to) {
        if (to > Seam.MOST) {
            place = new Place(place.offset(), place.line(), place.part(), Seam.before(buffer, Seam.MOST, to));
        }
    }

    /** How many of the first {@code most} bytes there are without the beginning of a character that does not end in them. */
    private static int whole(byte[] bytes, int from, int most) {
        int end = from + most;
        for (int back = 1; back <= 3; back++) {
            int b = bytes[end - back] & 0xff;
            if (b >= 0xC0) {
                int length = b >= 0xF0 ? 4 : b >= 0xE0 ? 3 : 2;
                return length > back ? most - back : most;
            } else if (b < 0x80) {
                return most;
            }
        }
        return most;
    }
}
