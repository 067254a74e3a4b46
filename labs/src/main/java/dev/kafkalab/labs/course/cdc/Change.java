package dev.kafkalab.labs.course.cdc;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.kafkalab.labs.frame.TopicContents;
import java.util.Collection;
import java.util.Optional;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * One change of one order, as the table tells it and as a record tells it.
 *
 * @param version that it gave the order; {@link #DELETED} if it deleted it
 */
record Change(long order, int version) implements Comparable<Change> {
    static final int DELETED = Integer.MAX_VALUE;
    private static final ObjectMapper JSON = new ObjectMapper();

    boolean isDelete() {
        return version == DELETED;
    }

    /** Reads an order as JSON, by itself or in Debezium's envelope; a tombstone tells nothing new. */
    static Optional<Change> in(ConsumerRecord<byte[], byte[]> record) {
        if (record.value() == null) {
            return Optional.empty();
        }
        try {
            JsonNode value = JSON.readTree(TopicContents.text(record.value()));
            if (value.path("op").asText().equals("d")) {
                return Optional.of(new Change(value.path("before").path("id").asLong(), DELETED));
            }
            JsonNode order = value.has("op") ? value.path("after") : value;
            return Optional.of(
                    new Change(order.path("id").asLong(), order.path("version").asInt()));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a record that is not ours is in " + record.topic(), e);
        }
    }

    static String listed(Collection<Change> changes) {
        return changes.stream().map(Change::toString).collect(Collectors.joining(" "));
    }

    @Override
    public int compareTo(Change other) {
        return order == other.order ? Integer.compare(version, other.version) : Long.compare(order, other.order);
    }

    /** Such as {@code 7v2}. */
    @Override
    public String toString() {
        return order + (isDelete() ? "-deleted" : "v" + version);
    }
}
