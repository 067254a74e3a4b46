package dev.kafkalab.labs.tour;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What a stream of records looked like, in little memory: how many, how many bytes, which bytes, and in which order
 * those of one key came. Used by one thread.
 */
final class Fingerprint {
    private final Map<ByteBuffer, MessageDigest> orderOfKey = new TreeMap<>();
    private final MessageDigest each = sha256();
    private long records;
    private long bytes;
    private long contents;

    void add(byte @Nullable [] key, byte[] value) {
        records++;
        bytes += (key == null ? 0 : key.length) + value.length;
        each.update(length(key));
        if (key != null) {
            each.update(key);
        }
        // A sum, because records of different keys may come in any order.
        contents += ByteBuffer.wrap(each.digest(value)).getLong();
        if (key != null) { // records without a key have no order to keep
            MessageDigest order = orderOfKey.computeIfAbsent(ByteBuffer.wrap(key), absent -> sha256());
            order.update(length(value));
            order.update(value);
        }
    }

    long records() {
        return records;
    }

    long bytes() {
        return bytes;
    }

    int keys() {
        return orderOfKey.size();
    }

    /** Equal for the same records in any order. */
    String contents() {
        return "%016x".formatted(contents);
    }

    /** For each key a text that is equal for the same values in the same order. Ends the use of this object. */
    Map<ByteBuffer, ByteBuffer> orders() {
        Map<ByteBuffer, ByteBuffer> orders = new TreeMap<>();
        orderOfKey.forEach((key, digest) -> orders.put(key, ByteBuffer.wrap(digest.digest())));
        return orders;
    }

    private static byte[] length(byte @Nullable [] part) {
        return ByteBuffer.allocate(4).putInt(part == null ? -1 : part.length).array();
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
