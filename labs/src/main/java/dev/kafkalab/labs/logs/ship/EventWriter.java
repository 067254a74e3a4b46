package dev.kafkalab.labs.logs.ship;

import static dev.kafkalab.labs.logs.json.JsonBuffer.ascii;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import dev.kafkalab.labs.logs.json.JsonBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.Base64;

/**
 * Writes a line as the JSON event that Filebeat makes of it: {@code @timestamp}, {@code message}, {@code log.file.path}, {@code
 * log.offset}, {@code host.name}; and {@code event.id}, by which a repeat is known: the log's id and the offset.
 *
 * <p>Bytes that are no UTF-8 become U+FFFD in {@code message}, and {@code message_base64} has the line as it is. A part of a
 * line bears {@code log.flags: ["partial"]}, {@code log.line.offset}, {@code log.line.part} and {@code log.line.last}.
 *
 * <p>Used by one thread.
 */
final class EventWriter {
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);
    private static final byte[] OFFSET = ascii("\",\"log\":{\"offset\":");
    private static final byte[] PARTIAL = ascii(",\"flags\":[\"partial\"],\"line\":{\"offset\":");
    private static final byte[] END = ascii("\"}");
    private static final byte[] RAW = ascii(",\"message_base64\":\"");
    private final byte[] host;
    private byte[] head = {};
    private final JsonBuffer out = new JsonBuffer(1 << 12);
    private long damaged;

    /** @param host name of this machine */
    EventWriter(String host) {
        this.host = utf8("\"}},\"host\":{\"name\":\"" + quoted(host) + "\"},\"event\":{\"id\":\"");
    }

    /** What the events of a log have in common. */
    static final class Origin {
        private final byte[] path;
        private final byte[] id;

        Origin(String path, String id) {
            this.path = utf8(",\"file\":{\"path\":\"" + quoted(path));
            this.id = utf8(quoted(id) + "-");
        }
    }

    private static String quoted(String text) {
        return new String(JsonStringEncoder.getInstance().quoteAsString(text));
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    /** The time of the events to come. */
    void at(Instant time) {
        head = ascii("{\"@timestamp\":\"" + TIME.format(time) + "\",\"message\":\"");
    }

    /** How many lines so far were no UTF-8. */
    long damaged() {
        return damaged;
    }

    /** The event of one line, or of a part of one. */
    byte[] event(Origin origin, byte[] bytes, int from, int to, Place place, boolean last) {
        boolean part = place.part() > 0 || !last;
        out.clear();
        out.put(head);
        boolean whole = out.escaped(bytes, from, to);
        out.put(OFFSET).put(place.offset());
        if (part) {
            out.put(PARTIAL).put(place.line());
            out.put(ascii(",\"part\":" + place.part() + ",\"last\":" + last + "}"));
        }
        out.put(origin.path).put(host).put(origin.id).put(place.offset()).put(END);
        if (!whole) {
            damaged++;
            out.put(RAW);
            out.put(Base64.getEncoder().encode(Arrays.copyOfRange(bytes, from, to)))
                    .put('"');
        }
        return out.put('}').copy();
    }
}
