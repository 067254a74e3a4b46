package dev.kafkalab.labs.logs.parse;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What a line was taken apart into. Made once and filled again and again: values are places in the bytes of the line, not
 * copies. Of one thread.
 */
public final class ParsedLine {
    /** There is no time in the line. */
    public static final long NO_TIME = Long.MIN_VALUE;

    private static final byte[] EMPTY = {};

    private Field[] fields = new Field[24];
    private byte[][] bytes = new byte[24][];
    private int[] from = new int[24];
    private int[] to = new int[24];
    private int count;
    private long time = NO_TIME;
    private long day;

    void clear() {
        count = 0;
        time = NO_TIME;
    }

    void add(Field field, byte[] source, int start, int end) {
        if (count == fields.length) {
            fields = Arrays.copyOf(fields, 2 * count);
            bytes = Arrays.copyOf(bytes, 2 * count);
            from = Arrays.copyOf(from, 2 * count);
            to = Arrays.copyOf(to, 2 * count);
        }
        fields[count] = field;
        bytes[count] = source;
        from[count] = start;
        to[count] = end;
        count++;
    }

    void time(long millis, long ownDay) {
        time = millis;
        day = ownDay;
    }

    /** Milliseconds since 1970 UTC, or {@link #NO_TIME}. */
    public long time() {
        return time;
    }

    /** Days since 1970-01-01 in the zone of the line, if there is a time. */
    public long day() {
        return day;
    }

    public int count() {
        return count;
    }

    public Field field(int index) {
        return fields[index];
    }

    /** Where the value is, from {@link #from} to {@link #to}; not to be changed. */
    public byte[] bytes(int index) {
        return bytes[index] == null ? EMPTY : bytes[index];
    }

    public int from(int index) {
        return from[index];
    }

    public int to(int index) {
        return to[index];
    }

    /** Which field is called so; -1 if none is. */
    public int indexOf(String name) {
        for (int i = 0; i < count; i++) {
            if (fields[i].name().equals(name)) {
                return i;
            }
        }
        return -1;
    }

    /** The value of a field as text, or null. */
    public @Nullable String text(String name) {
        int index = indexOf(name);
        return index < 0 ? null : text(index);
    }

    private String text(int index) {
        return new String(bytes(index), from[index], to[index] - from[index], StandardCharsets.UTF_8);
    }

    /** All fields with their values. */
    public Map<String, String> texts() {
        Map<String, String> texts = new TreeMap<>();
        for (int i = 0; i < count; i++) {
            texts.put(fields[i].name(), text(i));
        }
        return texts;
    }
}
