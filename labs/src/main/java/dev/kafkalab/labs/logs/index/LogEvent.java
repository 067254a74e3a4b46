package dev.kafkalab.labs.logs.index;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.kafkalab.labs.logs.json.JsonBuffer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Arrays;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/**
 * One record as an event of a log: of our shipper, of Filebeat, or a bare line. Those of our shipper are read without a JSON
 * parser, since their layout is known. Made once and filled again and again; of one thread.
 */
final class LogEvent {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final byte[] HEAD = JsonBuffer.ascii("{\"@timestamp\":\"");
    private static final int TIME_LENGTH = 24;
    private static final byte[] MESSAGE = JsonBuffer.ascii("\",\"message\":\"");
    private static final byte[] LOG = JsonBuffer.ascii("\",\"log\":{\"offset\":");
    private static final byte[] PARTIAL = JsonBuffer.ascii(",\"flags\":[\"partial\"]");
    private static final byte[] ID = JsonBuffer.ascii("\"event\":{\"id\":\"");

    private final JsonBuffer line = new JsonBuffer(1 << 10);
    private byte[] value = {};
    /** The message as it stands in JSON, and what follows it up to the last brace. */
    private int messageFrom;

    private int messageTo;
    private int restTo;
    private @Nullable String id;
    private long time;
    private boolean part;

    /** Reads a record. */
    void read(ConsumerRecord<byte[], byte[]> record, byte[] bytes) {
        value = bytes;
        id = null;
        part = false;
        time = record.timestamp();
        line.clear();
        if (!readOurs() && !readJson()) {
            readLine();
        }
    }

    private boolean readOurs() {
        int from = HEAD.length + TIME_LENGTH;
        if (!standsAt(HEAD, 0) || !standsAt(MESSAGE, from)) {
            return false;
        }
        messageFrom = from + MESSAGE.length;
        int at = unescape(messageFrom);
        if (at < 0 || !standsAt(LOG, at)) {
            line.clear();
            return false;
        }
        messageTo = at;
        restTo = value.length - 1;
        int number = at + LOG.length;
        while (number < value.length && value[number] >= '0' && value[number] <= '9') {
            number++;
        }
        part = standsAt(PARTIAL, number);
        int idFrom = lastIndexOf(ID, at);
        if (idFrom < 0 || value[restTo] != '}') {
            line.clear();
            return false;
        }
        int idTo = idFrom;
        while (value[idTo] != '"') {
            idTo++;
        }
        id = new String(value, idFrom, idTo - idFrom, StandardCharsets.UTF_8);
        time = instant(new String(value, HEAD.length, TIME_LENGTH, StandardCharsets.ISO_8859_1), time);
        return true;
    }

    private static long instant(String text, long otherwise) {
        try {
            return Instant.parse(text).toEpochMilli();
        } catch (DateTimeException e) {
            return otherwise;
        }
    }

    private boolean standsAt(byte[] what, int at) {
        return value.length >= at + what.length && Arrays.equals(value, at, at + what.length, what, 0, what.length);
    }

    /** Where what follows the last {@code what} begins, -1 if there is none behind {@code least}. */
    private int lastIndexOf(byte[] what, int least) {
        for (int at = value.length - what.length; at > least; at--) {
            if (value[at] == what[0] && standsAt(what, at)) {
                return at + what.length;
            }
        }
        return -1;
    }

    /** Reads a string of JSON as our shipper writes them. @return where its quote stands, -1 if it is another's */
    private int unescape(int from) {
        int plain = from;
        int at = from;
        while (at < value.length && value[at] != '"') {
            if (value[at] != '\\') {
                at++;
                continue;
            }
            line.put(value, plain, at);
            if (at + 1 >= value.length) {
                return -1;
            }
            switch (value[at + 1]) {
                case '"' -> line.put('"');
                case '\\' -> line.put('\\');
                case 't' -> line.put('\t');
                case 'n' -> line.put('\n');
                case 'r' -> line.put('\r');
                case 'u' -> {
                    if (at + 5 >= value.length || value[at + 2] != '0' || value[at + 3] != '0') {
                        return -1;
                    }
                    line.put((char) (Character.digit(value[at + 4], 16) * 16 + Character.digit(value[at + 5], 16)));
                    at += 4;
                }
                default -> {
                    return -1;
                }
            }
            at += 2;
            plain = at;
        }
        line.put(value, plain, Math.min(at, value.length));
        return at < value.length ? at : -1;
    }

    private boolean readJson() {
        if (value.length == 0 || value[0] != '{') {
            return false;
        }
        JsonNode event;
        try {
            event = JSON.readTree(value);
        } catch (IOException e) {
            return false;
        }
        if (event == null || !event.path("message").isTextual()) {
            return false;
        }
        line.put(event.path("message").textValue());
        JsonBuffer known = new JsonBuffer(256);
        part = event.at("/log/flags/0").asText().equals("partial");
        time = instant(event.path("@timestamp").asText(), time);
        id = event.at("/event/id").isTextual() ? event.at("/event/id").textValue() : null;
        layOut(known, event);
        return true;
    }

    /** What Filebeat says of itself has names that fields of the line need. */
    private void layOut(JsonBuffer known, JsonNode event) {
        known.clear();
        known.escaped(line.bytes(), 0, line.length());
        int end = known.length();
        known.put('"');
        if (event.at("/log/file/path").isTextual()) {
            known.put(",\"log\":{\"offset\":")
                    .put(event.at("/log/offset").asLong())
                    .put(",\"file\":{\"path\":")
                    .string(event.at("/log/file/path").textValue())
                    .put("}}");
        }
        if (event.at("/host/name").isTextual()) {
            known.put(",\"host\":{\"name\":")
                    .string(event.at("/host/name").textValue())
                    .put('}');
        }
        if (id != null) {
            known.put(",\"event\":{\"id\":").string(id).put('}');
        }
        value = known.copy();
        messageFrom = 0;
        messageTo = end;
        restTo = value.length;
    }

    private void readLine() {
        line.put(value);
        JsonBuffer json = new JsonBuffer(value.length + 16);
        json.escaped(value, 0, value.length);
        int end = json.length();
        value = json.put('"').copy();
        messageFrom = 0;
        messageTo = end;
        restTo = value.length;
    }

    /** The line: from 0 to {@link #lineLength}. */
    byte[] line() {
        return line.bytes();
    }

    int lineLength() {
        return line.length();
    }

    /** What a shipper calls the event, or null. */
    @Nullable
    String id() {
        return id;
    }

    /** Whether it is only a part of a line. */
    boolean isPart() {
        return part;
    }

    /** When the line was read, or the record made. */
    long time() {
        return time;
    }

    /** The same where a pattern has a field of that name: the line and what it found, as Logstash has it. */
    void writeMembers(JsonBuffer out, byte[] found, int from, int to) {
        out.put("\"message\":[\"").put(value, messageFrom, messageTo).put("\",\"");
        out.escaped(found, from, to);
        out.put("\"]").put(value, messageTo + 1, restTo);
    }

    /** Writes {@code "message":"…"} and what else the event has. */
    void writeMembers(JsonBuffer out) {
        out.put("\"message\":\"").put(value, messageFrom, messageTo).put(value, messageTo, restTo);
    }
}
