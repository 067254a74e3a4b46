package dev.kafkalab.cli.records;

import dev.kafkalab.cli.CommandException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.jspecify.annotations.Nullable;

/**
 * kcat's {@code -f}: {@code %t} topic, {@code %p} partition, {@code %o} offset, {@code %k} key, {@code %s} value, {@code %K}
 * and {@code %S} their lengths in bytes (-1 for null), {@code %R} the value's length as four bytes, big-endian, {@code %T}
 * timestamp in milliseconds, {@code %h} headers as {@code name=value,…}, {@code %%} a percent sign; and its escapes.
 */
final class TokenFormat implements RecordFormat {
    private static final byte[] NULL_HEADER = {'N', 'U', 'L', 'L'};

    private final List<RecordFormat> parts = new ArrayList<>();
    private final byte[] forNull;

    TokenFormat(String format, byte[] forNull) {
        this.forNull = forNull;
        StringBuilder literal = new StringBuilder();
        for (int i = 0; i < format.length(); i++) {
            char c = format.charAt(i);
            if (c != '%') {
                literal.append(c);
                continue;
            }
            i++;
            if (i == format.length()) {
                throw CommandException.usage("format '" + format + "' ends with a lone %; write %% for a percent sign");
            }
            if (format.charAt(i) == '%') {
                literal.append('%');
                continue;
            }
            addLiteral(literal);
            parts.add(token(format, format.charAt(i)));
        }
        addLiteral(literal);
    }

    private void addLiteral(StringBuilder literal) {
        if (!literal.isEmpty()) {
            byte[] bytes = Escapes.bytes(literal.toString());
            parts.add((record, out) -> out.write(bytes));
            literal.setLength(0);
        }
    }

    private RecordFormat token(String format, char token) {
        return switch (token) {
            case 't' -> (record, out) -> out.writeText(record.topic());
            case 'p' -> (record, out) -> out.writeDecimal(record.partition());
            case 'o' -> (record, out) -> out.writeDecimal(record.offset());
            case 'k' -> (record, out) -> out.write(record.key() == null ? forNull : record.key());
            case 's' -> (record, out) -> out.write(record.value() == null ? forNull : record.value());
            case 'K' -> (record, out) -> out.writeDecimal(length(record.key()));
            case 'S' -> (record, out) -> out.writeDecimal(length(record.value()));
            case 'R' ->
                (record, out) -> out.write(
                        ByteBuffer.allocate(4).putInt(length(record.value())).array());
            case 'T' -> (record, out) -> out.writeDecimal(record.timestamp());
            case 'h' -> TokenFormat::writeHeaders;
            default ->
                throw CommandException.usage("format '" + format + "' has the unknown token %" + token
                        + "; known are %t %p %o %k %s %K %S %R %T %h %%");
        };
    }

    private static int length(byte @Nullable [] bytes) {
        return bytes == null ? -1 : bytes.length;
    }

    private static void writeHeaders(ConsumerRecord<byte[], byte[]> record, OutputBuffer out) {
        boolean first = true;
        for (Header header : record.headers()) {
            if (!first) {
                out.write(',');
            }
            first = false;
            out.writeText(header.key());
            out.write('=');
            out.write(header.value() == null ? NULL_HEADER : header.value());
        }
    }

    @Override
    public void write(ConsumerRecord<byte[], byte[]> record, OutputBuffer out) {
        for (RecordFormat part : parts) {
            part.write(record, out);
        }
    }
}
