package dev.kafkalab.cli.records;

import dev.kafkalab.cli.CommandException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.apache.kafka.common.header.Header;
import org.jspecify.annotations.Nullable;

/**
 * What {@code produce} was asked to do, as it stands on the command line.
 *
 * @param inputs {@code @file} and {@code -}; empty: standard input
 * @param partition null: by the record, else by its key; -1: by its key, whatever the record says
 * @param rate records a second at most; 0: as fast as it goes
 */
public record ProduceRequest(
        List<String> inputs,
        @Nullable String topic,
        @Nullable String key,
        @Nullable String keyDelimiter,
        String delimiter,
        List<String> headers,
        @Nullable Integer partition,
        String compression,
        String acks,
        double rate,
        boolean emptyIsNull,
        boolean json) {
    public ProduceRequest {
        inputs = inputs.isEmpty() ? List.of("-") : List.copyOf(inputs);
        headers = List.copyOf(headers);
        if (topic == null && !json) {
            throw CommandException.usage("name a topic: produce -t TOPIC");
        }
        if (key != null && keyDelimiter != null) {
            throw CommandException.usage("-k gives every record one key, -K splits it off each line; use one of them");
        }
        if (json && (key != null || keyDelimiter != null || emptyIsNull)) {
            throw CommandException.usage("--json records hold their own keys and nulls; leave out -k, -K and -Z");
        }
        if (keyDelimiter != null && keyDelimiter.isEmpty()) {
            throw CommandException.usage("the key delimiter is empty; give -K one character or more, such as -K '\\t'");
        }
        if (partition != null && partition < -1) {
            throw CommandException.usage("-p is a partition, or -1 for the key's own; got " + partition);
        }
        oneOf("-z", compression, "none", "gzip", "snappy", "lz4", "zstd");
        oneOf("--acks", acks, "all", "-1", "0", "1");
        if (rate < 0) {
            throw CommandException.usage("--rate is a number of records a second; got " + rate);
        }
        if (Escapes.bytes(delimiter).length != 1) {
            throw CommandException.usage("-D is one byte, such as '\\n' or '\\0'; got '" + delimiter + "'");
        }
        RecordInput.check(inputs);
    }

    private static void oneOf(String option, String value, String... allowed) {
        if (!List.of(allowed).contains(value)) {
            throw CommandException.usage(option + " is one of " + String.join(", ", allowed) + "; got " + value);
        }
    }

    byte lineDelimiter() {
        return Escapes.bytes(delimiter)[0];
    }

    RecordParser parser() {
        RecordTarget target = new RecordTarget(
                Optional.ofNullable(topic),
                partition == null || partition < 0 ? OptionalInt.empty() : OptionalInt.of(partition),
                partition == null,
                headers.stream().<Header>map(RawHeader::parse).toList());
        return json
                ? new JsonLines(target)
                : new TextLines(
                        target,
                        Optional.ofNullable(key).map(text -> text.getBytes(StandardCharsets.UTF_8)),
                        Optional.ofNullable(keyDelimiter).map(Escapes::bytes),
                        emptyIsNull);
    }
}
