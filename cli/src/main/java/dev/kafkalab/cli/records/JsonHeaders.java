package dev.kafkalab.cli.records;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.Base64;
import java.util.List;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.jspecify.annotations.Nullable;

/**
 * Headers in JSON: {@code [["name","value"],["name",null],["name","AP8=","base64"]]}, in order, duplicates kept. Read
 * also as kcat writes them: {@code ["name","value",…]} and {@code {"name":"value"}}.
 */
final class JsonHeaders {
    private JsonHeaders() {}

    static void write(Headers headers, JsonGenerator json) throws IOException {
        json.writeStartArray();
        for (Header header : headers) {
            json.writeStartArray();
            json.writeString(header.key());
            byte[] value = header.value();
            if (value == null) {
                json.writeNull();
            } else if (Utf8.isValid(value)) {
                json.writeUTF8String(value, 0, value.length);
            } else {
                json.writeString(Base64.getEncoder().encodeToString(value));
                json.writeString(JsonText.BASE64);
            }
            json.writeEndArray();
        }
        json.writeEndArray();
    }

    static void read(JsonNode node, List<Header> into) throws MalformedRecordException {
        if (node.isObject()) {
            for (var field : node.properties()) {
                into.add(header(field.getKey(), field.getValue(), JsonText.UTF8));
            }
        } else if (node.isArray() && !node.isEmpty() && node.get(0).isTextual()) {
            if (node.size() % 2 != 0) {
                throw malformed();
            }
            for (int i = 0; i < node.size(); i += 2) {
                into.add(header(node.get(i).asText(), node.get(i + 1), JsonText.UTF8));
            }
        } else if (node.isArray()) {
            for (JsonNode pair : node) {
                if (!pair.isArray()
                        || pair.size() < 2
                        || pair.size() > 3
                        || !pair.get(0).isTextual()) {
                    throw malformed();
                }
                into.add(header(
                        pair.get(0).asText(),
                        pair.get(1),
                        pair.size() == 3 ? pair.get(2).asText() : JsonText.UTF8));
            }
        } else if (!node.isNull()) {
            throw malformed();
        }
    }

    private static Header header(String name, @Nullable JsonNode value, String encoding)
            throws MalformedRecordException {
        if (value == null || value.isNull()) {
            return new RawHeader(name, null);
        }
        if (!value.isTextual()) {
            throw malformed();
        }
        return new RawHeader(name, JsonText.string(value.asText()).decoded("header " + name, encoding));
    }

    private static MalformedRecordException malformed() {
        return new MalformedRecordException("headers are pairs of strings: [[\"name\",\"value\"],[\"name\",null]]");
    }
}
