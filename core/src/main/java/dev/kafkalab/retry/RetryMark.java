package dev.kafkalab.retry;

import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;

/**
 * What a record in a retry topic says of itself in its headers. Three of them are spring-kafka's ({@code
 * RetryTopicHeaders}), with its encodings; the fourth is ours.
 *
 * @param owner consumed topic and group, {@code <topic>:<group>}; others' names may add up to the same retry topic
 * @param offset where it lies in the consumed partition, in which it is known by that and {@code timestamp}
 * @param timestamp of the record there
 * @param delays how many it has been through or begun, of its own; none if it only waits for others
 * @param copies how often it was published to a retry topic; of two copies the one with the higher number holds
 * @param attempts made before
 * @param firstMillis when the first of them was made, in milliseconds since 1970 UTC; 0 without one
 * @param dueMillis not to be handled before, in milliseconds since 1970 UTC
 */
record RetryMark(
        String owner,
        long offset,
        long timestamp,
        int delays,
        int copies,
        int attempts,
        long firstMillis,
        long dueMillis) {
    /** The number of the attempt that comes next: 4 bytes, big-endian. */
    static final String ATTEMPTS = "retry_topic-attempts";
    /** When it is due, milliseconds since 1970 UTC: as many bytes as the number has, big-endian. */
    static final String DUE = "retry_topic-backoff-timestamp";
    /** Timestamp of the record in the consumed topic; as {@link #DUE}. */
    static final String TIMESTAMP = "retry_topic-original-timestamp";
    /** UTF-8 text: {@code <topic>:<group>:<offset>:<delays>:<copies>:<first attempt>}. */
    static final String WAY = "kafka-lab-retry-way";

    RetryMark {
        if (delays < 0 || copies < 0 || attempts < 0) {
            throw new IllegalArgumentException("delays, copies and attempts are counted from 0");
        }
    }

    /** The mark in these headers; empty if there is none, or a malformed one. */
    static Optional<RetryMark> in(Headers headers) {
        try {
            String[] way = new String(value(headers, WAY), StandardCharsets.UTF_8).split(":", -1);
            if (way.length != 6) {
                return Optional.empty();
            }
            return Optional.of(new RetryMark(
                    way[0] + ":" + way[1],
                    Long.parseLong(way[2]),
                    number(headers, TIMESTAMP),
                    Integer.parseInt(way[3]),
                    Integer.parseInt(way[4]),
                    ByteBuffer.wrap(value(headers, ATTEMPTS)).getInt() - 1,
                    Long.parseLong(way[5]),
                    number(headers, DUE)));
        } catch (IllegalArgumentException | ArithmeticException | java.nio.BufferUnderflowException e) {
            return Optional.empty();
        }
    }

    /** Sets the headers; those that are there are replaced. */
    void write(Headers headers) {
        set(
                headers,
                ATTEMPTS,
                ByteBuffer.allocate(Integer.BYTES).putInt(attempts + 1).array());
        set(headers, DUE, BigInteger.valueOf(dueMillis).toByteArray());
        set(headers, TIMESTAMP, BigInteger.valueOf(timestamp).toByteArray());
        String way = owner + ":" + offset + ":" + delays + ":" + copies + ":" + firstMillis;
        set(headers, WAY, way.getBytes(StandardCharsets.UTF_8));
    }

    /** Of the next copy, which waits for others and for no time of its own. */
    RetryMark moved() {
        return new RetryMark(owner, offset, timestamp, delays, copies + 1, attempts, firstMillis, dueMillis);
    }

    /** Of the next copy, after it failed. */
    RetryMark delayed(int attemptsMade, long first, long due) {
        return new RetryMark(owner, offset, timestamp, delays + 1, copies + 1, attemptsMade, first, due);
    }

    private static void set(Headers headers, String name, byte[] value) {
        headers.remove(name).add(name, value);
    }

    private static long number(Headers headers, String name) {
        return new BigInteger(value(headers, name)).longValueExact();
    }

    private static byte[] value(Headers headers, String name) {
        Header header = headers.lastHeader(name);
        if (header == null || header.value() == null) {
            throw new IllegalArgumentException("there is no header " + name);
        }
        return header.value();
    }
}
