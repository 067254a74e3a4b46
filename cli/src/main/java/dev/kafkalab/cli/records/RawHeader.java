package dev.kafkalab.cli.records;

import dev.kafkalab.cli.CommandException;
import java.nio.charset.StandardCharsets;
import org.apache.kafka.common.header.Header;
import org.jspecify.annotations.Nullable;

/** A header as bytes. */
record RawHeader(String key, byte @Nullable [] value) implements Header {
    /** {@code name=value}, or {@code name} alone for a header whose value is null, as kcat has it. */
    static RawHeader parse(String text) {
        int equals = text.indexOf('=');
        String name = equals < 0 ? text : text.substring(0, equals);
        if (name.isEmpty()) {
            throw CommandException.usage("header '" + text + "' has no name; write -H name=value");
        }
        return new RawHeader(
                name, equals < 0 ? null : text.substring(equals + 1).getBytes(StandardCharsets.UTF_8));
    }
}
