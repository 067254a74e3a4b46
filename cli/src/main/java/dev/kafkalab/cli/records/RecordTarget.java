package dev.kafkalab.cli.records;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.apache.kafka.common.header.Header;

/**
 * Where records go and what all of them get, whatever their lines say.
 *
 * @param topic empty only where each record names its own
 * @param partition empty: by the record itself, else by its key
 * @param keepPartition whether a partition that a record names counts
 */
public record RecordTarget(Optional<String> topic, OptionalInt partition, boolean keepPartition, List<Header> headers) {
    public RecordTarget {
        headers = List.copyOf(headers);
    }
}
