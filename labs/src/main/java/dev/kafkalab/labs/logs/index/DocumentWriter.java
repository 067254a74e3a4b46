package dev.kafkalab.labs.logs.index;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.kafkalab.labs.logs.json.JsonBuffer;
import dev.kafkalab.labs.logs.parse.DateRule;
import dev.kafkalab.labs.logs.parse.EventTime;
import dev.kafkalab.labs.logs.parse.Field;
import dev.kafkalab.labs.logs.parse.LineParser;
import dev.kafkalab.labs.logs.parse.ParsedLine;
import dev.kafkalab.labs.logs.parse.UnmatchedLineException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneId;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/**
 * Makes of each record the two lines of a bulk request. The day of its index is that of the event where it happened: as the line
 * has it, whatever zone that is in. The id is that of the event if a shipper gave it one, else the place of the record: either way
 * a repeat is the same document in the same index. Of one thread.
 */
final class DocumentWriter {
    private static final ObjectMapper JSON = new ObjectMapper(new JsonFactory());
    private static final String MESSAGE = "message";

    private final String index;
    private final ZoneId zone;
    private final DateRule isoDates;
    private final DateRule unixDates;
    private final @Nullable LineParser parser;
    private final @Nullable UserAgents agents;
    private final LogEvent event = new LogEvent();
    private final ParsedLine parsed = new ParsedLine();

    /** @param agents null if they are not split */
    DocumentWriter(IndexSettings settings, @Nullable UserAgents agents) {
        this.index = settings.index();
        this.zone = settings.zone();
        this.isoDates = DateRule.of("@timestamp", "ISO8601", zone);
        this.unixDates = DateRule.of("@timestamp", "UNIX_MS", zone);
        this.parser = settings.format().isPresent() ? settings.format().get().parser() : null;
        this.agents = agents;
    }

    /**
     * Writes the record behind what {@code out} holds.
     *
     * @throws UnmatchedLineException if it cannot be a document; then {@code out} is as before
     */
    void write(ConsumerRecord<byte[], byte[]> record, byte[] value, JsonBuffer out) throws UnmatchedLineException {
        if (parser == null) {
            writeObject(record, value, out);
        } else {
            event.read(record, value);
            if (event.isPart()) {
                throw new UnmatchedLineException("is a part of a line that was too long for one record");
            }
            parser.parse(event.line(), 0, event.lineLength(), parsed);
            writeLine(record, out);
        }
    }

    private void writeLine(ConsumerRecord<byte[], byte[]> record, JsonBuffer out) {
        boolean none = parsed.time() == ParsedLine.NO_TIME;
        long time = none ? event.time() : parsed.time();
        writeAction(record, event.id(), none ? day(time) : parsed.day(), out);
        out.put("{\"@timestamp\":\"").time(time).put("\",");
        int message = parsed.indexOf(MESSAGE);
        if (message < 0) {
            event.writeMembers(out);
        } else {
            event.writeMembers(out, parsed.bytes(message), parsed.from(message), parsed.to(message));
        }
        for (int i = 0; i < parsed.count(); i++) {
            if (i != message) {
                writeField(i, out);
            }
        }
        out.put(",\"kafka\":{\"topic\":").string(record.topic());
        out.put(",\"partition\":").put(record.partition());
        out.put(",\"offset\":").put(record.offset()).put("}}\n");
    }

    private void writeField(int i, JsonBuffer out) {
        Field field = parsed.field(i);
        out.put(",\"").put(field.name()).put("\":");
        byte[] bytes = parsed.bytes(i);
        int from = parsed.from(i);
        int to = parsed.to(i);
        if (field.type() == Field.Type.TEXT) {
            out.put('"');
            out.escaped(bytes, from, to);
            out.put('"');
            if (agents != null && field.name().equals("agent")) {
                out.put(agents.member(new String(bytes, from, to - from, StandardCharsets.UTF_8)));
            }
        } else {
            number(bytes, from, to, out);
        }
    }

    /** JSON knows neither leading zeros nor a plus. */
    private static void number(byte[] bytes, int from, int to, JsonBuffer out) {
        int at = from;
        if (bytes[at] == '-') {
            out.put('-');
        }
        if (bytes[at] == '-' || bytes[at] == '+') {
            at++;
        }
        while (at + 1 < to && bytes[at] == '0' && bytes[at + 1] >= '0' && bytes[at + 1] <= '9') {
            at++;
        }
        out.put(bytes, at, to);
    }

    private void writeAction(ConsumerRecord<byte[], byte[]> record, @Nullable String id, long day, JsonBuffer out) {
        out.put("{\"index\":{\"_index\":\"").put(index).put('-').date(day).put("\",\"_id\":\"");
        if (id == null) {
            out.put(record.topic()).put('-').put(record.partition()).put('-').put(record.offset());
        } else {
            byte[] bytes = id.getBytes(StandardCharsets.UTF_8);
            out.escaped(bytes, 0, bytes.length);
        }
        out.put("\"}}\n");
    }

    private long day(long time) {
        return EventTime.at(Instant.ofEpochMilli(time), zone).day();
    }

    private void writeObject(ConsumerRecord<byte[], byte[]> record, byte[] value, JsonBuffer out)
            throws UnmatchedLineException {
        JsonNode node;
        try {
            node = JSON.readTree(value);
        } catch (IOException e) {
            throw new UnmatchedLineException("is no JSON");
        }
        if (!(node instanceof ObjectNode object)) {
            throw new UnmatchedLineException("is no JSON object");
        }
        JsonNode named = object.path("@timestamp");
        long day;
        if (named.isTextual()) {
            day = isoDates.read(named.textValue()).day();
        } else if (named.isIntegralNumber()) {
            day = unixDates.read(named.asText()).day();
        } else {
            day = day(record.timestamp());
            object.put("@timestamp", Instant.ofEpochMilli(record.timestamp()).toString());
        }
        JsonNode id = object.at("/event/id");
        writeAction(record, id.isTextual() ? id.textValue() : null, day, out);
        try {
            out.put(JSON.writeValueAsBytes(object)).put('\n');
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
