package dev.kafkalab.cli.records;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.io.SerializedString;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Base64;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/**
 * One JSON object a line. Bytes that are UTF-8 are strings, others base 64; {@code keyEncoding} and {@code valueEncoding}
 * say which, so that {@link JsonLines} gets the same bytes back.
 */
final class JsonFormat implements RecordFormat {
    private final JsonGenerator json;

    /** @param out the only place it writes to */
    JsonFormat(OutputBuffer out) {
        try {
            this.json = new JsonFactory()
                    .createGenerator(out)
                    .setRootValueSeparator(new SerializedString(""))
                    .disable(JsonGenerator.Feature.FLUSH_PASSED_TO_STREAM);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void write(ConsumerRecord<byte[], byte[]> record, OutputBuffer out) {
        try {
            json.writeStartObject();
            json.writeStringField("topic", record.topic());
            json.writeNumberField("partition", record.partition());
            json.writeNumberField("offset", record.offset());
            json.writeNumberField("timestamp", record.timestamp());
            json.writeStringField("timestampType", record.timestampType().toString());
            json.writeFieldName("headers");
            JsonHeaders.write(record.headers(), json);
            write("key", "keyEncoding", record.key());
            write("value", "valueEncoding", record.value());
            json.writeEndObject();
            json.writeRaw('\n');
            json.flush();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void write(String name, String encodingName, byte @Nullable [] bytes) throws IOException {
        if (bytes == null) {
            json.writeNullField(name);
        } else if (Utf8.isValid(bytes)) {
            json.writeFieldName(name);
            json.writeUTF8String(bytes, 0, bytes.length);
            json.writeStringField(encodingName, JsonText.UTF8);
        } else {
            json.writeStringField(name, Base64.getEncoder().encodeToString(bytes));
            json.writeStringField(encodingName, JsonText.BASE64);
        }
    }
}
