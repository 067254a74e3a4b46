package dev.kafkalab.dedup;

import com.fasterxml.jackson.core.JsonPointer;
import dev.kafkalab.consumer.Delivery;

/** Says what a record's id is. Two records with one id are the same thing twice. Thread-safe. */
@FunctionalInterface
public interface RecordId {
    /**
     * @return not empty
     * @throws MissingIdException if the record has none
     */
    String of(Delivery<?> delivery);

    /**
     * Topic, partition and offset where the record {@link Delivery#origin() was first}: {@code orders-0@42}. The default.
     * Knows a record again that is delivered twice, also through retry and dead letter topics; does not know that a
     * producer sent the same thing twice, and a topic that is deleted and made again starts with the same ids.
     */
    static RecordId origin() {
        return delivery -> delivery.origin().toString();
    }

    /** The last header of this name, as {@link #key} takes a key. */
    static RecordId header(String name) {
        return new HeaderId(name);
    }

    /**
     * The key's bytes: as they are if they are UTF-8, in hexadecimal after {@code 0x} if not. Right only where a key comes
     * once, as in a topic of commands with an id of their own.
     */
    static RecordId key() {
        return new KeyId();
    }

    /**
     * A field of a JSON value, text or a whole number: {@code /order/id}.
     *
     * @param pointer as RFC 6901 says, beginning with a slash
     * @throws IllegalArgumentException if it is no such pointer
     */
    static RecordId jsonField(String pointer) {
        return new JsonFieldId(JsonPointer.compile(pointer));
    }
}
