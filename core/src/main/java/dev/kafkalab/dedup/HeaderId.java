package dev.kafkalab.dedup;

import dev.kafkalab.consumer.Delivery;
import org.apache.kafka.common.header.Header;

/** A header of the record. */
record HeaderId(String name) implements RecordId {
    HeaderId {
        if (name.isBlank()) {
            throw new IllegalArgumentException("name of the id's header is blank; it must have a character at least");
        }
    }

    @Override
    public String of(Delivery<?> delivery) {
        Header header = delivery.headers().lastHeader(name);
        if (header == null || header.value() == null || header.value().length == 0) {
            throw new MissingIdException(delivery.origin(), "header '" + name + "'");
        }
        return IdText.of(header.value());
    }
}
