package dev.kafkalab.cli.records;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;
import org.jspecify.annotations.Nullable;

/**
 * One JSON record a line, as {@link JsonFormat} writes them.
 *
 * <p>{@code value} must be there, {@code null} for a tombstone; the rest may be missing. A key or value that is no string
 * (an object, a number) stands for its JSON text. {@code offset}, {@code timestampType} and kcat's {@code broker} and
 * {@code tstype} are allowed and not used; kcat's {@code ts} and {@code payload} are other names of {@code timestamp} and
 * {@code value}. Blank lines are passed over. Other fields are errors, so that a misspelt one is not silently left out.
 */
final class JsonLines implements RecordParser {
    private static final ObjectMapper MAPPER = new ObjectMapper();

    private final RecordTarget target;

    JsonLines(RecordTarget target) {
        this.target = target;
    }

    @Override
    public @Nullable ProducerRecord<byte[], byte[]> parse(byte[] buffer, int from, int to)
            throws MalformedRecordException {
        try (JsonParser json = MAPPER.getFactory().createParser(buffer, from, to - from)) {
            Draft draft = new Draft(buffer, from);
            JsonToken first = json.nextToken();
            if (first == null) {
                return null;
            }
            if (first != JsonToken.START_OBJECT) {
                throw new MalformedRecordException("not a JSON object");
            }
            for (String field = json.nextFieldName(); field != null; field = json.nextFieldName()) {
                json.nextToken();
                draft.read(field, json);
            }
            if (json.nextToken() != null) {
                throw new MalformedRecordException("more than one JSON object on the line");
            }
            return draft.record(target);
        } catch (JsonProcessingException e) {
            throw new MalformedRecordException(
                    "malformed JSON at column " + e.getLocation().getColumnNr());
        } catch (IOException e) {
            throw new MalformedRecordException("unreadable JSON: " + e.getMessage());
        }
    }

    /** A record that is being read. */
    private static final class Draft {
        private final byte[] buffer;
        private final int start;
        private @Nullable String topic;
        private @Nullable Integer partition;
        private @Nullable Long timestamp;
        private final List<Header> headers = new ArrayList<>();
        private @Nullable JsonText key;
        private @Nullable JsonText value;
        private boolean valueSeen;
        private String keyEncoding = JsonText.UTF8;
        private String valueEncoding = JsonText.UTF8;

        Draft(byte[] buffer, int start) {
            this.buffer = buffer;
            this.start = start;
        }

        void read(String field, JsonParser json) throws IOException, MalformedRecordException {
            switch (field) {
                case "topic" -> topic = string(field, json);
                case "partition" -> partition = partition(json);
                case "timestamp", "ts" -> timestamp = integer(field, json);
                case "headers" -> JsonHeaders.read(json.<JsonNode>readValueAsTree(), headers);
                case "key" -> key = text(json);
                case "value", "payload" -> {
                    value = text(json);
                    valueSeen = true;
                }
                case "keyEncoding" -> keyEncoding = string(field, json);
                case "valueEncoding" -> valueEncoding = string(field, json);
                case "offset", "timestampType", "tstype", "broker" -> json.skipChildren();
                default ->
                    throw new MalformedRecordException("unknown field '" + field + "'; a record has topic, "
                            + "partition, timestamp, headers, key, value, keyEncoding, valueEncoding");
            }
        }

        private static String string(String field, JsonParser json) throws IOException, MalformedRecordException {
            if (json.currentToken() != JsonToken.VALUE_STRING) {
                throw new MalformedRecordException("field '" + field + "' is no string");
            }
            return json.getText();
        }

        private static int partition(JsonParser json) throws IOException, MalformedRecordException {
            long number = integer("partition", json);
            if (number < 0 || number > Integer.MAX_VALUE) {
                throw new MalformedRecordException("there is no partition " + number);
            }
            return (int) number;
        }

        private static long integer(String field, JsonParser json) throws IOException, MalformedRecordException {
            if (json.currentToken() != JsonToken.VALUE_NUMBER_INT
                    || json.getNumberType() == JsonParser.NumberType.BIG_INTEGER) {
                throw new MalformedRecordException("field '" + field + "' is no whole number");
            }
            return json.getLongValue();
        }

        private @Nullable JsonText text(JsonParser json) throws IOException {
            if (json.currentToken() == JsonToken.VALUE_NULL) {
                return null;
            }
            if (json.currentToken() == JsonToken.VALUE_STRING) {
                return JsonText.string(json.getText());
            }
            int from = start + (int) json.currentTokenLocation().getByteOffset();
            if (json.currentToken().isScalarValue()) {
                json.finishToken();
                return JsonText.raw(json.getText());
            }
            json.skipChildren();
            int to = start + (int) json.currentLocation().getByteOffset();
            return JsonText.raw(buffer, from, to);
        }

        ProducerRecord<byte[], byte[]> record(RecordTarget target) throws MalformedRecordException {
            String to = target.topic().orElse(topic);
            if (to == null) {
                throw new MalformedRecordException("no topic; name one with -t, or in the record");
            }
            if (!valueSeen) {
                throw new MalformedRecordException("no field 'value'; a tombstone has \"value\":null");
            }
            Integer place = target.partition().isPresent()
                    ? Integer.valueOf(target.partition().getAsInt())
                    : target.keepPartition() ? partition : null;
            headers.addAll(target.headers());
            return new ProducerRecord<>(
                    to,
                    place,
                    timestamp != null && timestamp < 0 ? null : timestamp,
                    key == null ? null : key.decoded("key", keyEncoding),
                    value == null ? null : value.decoded("value", valueEncoding),
                    headers);
        }
    }
}
