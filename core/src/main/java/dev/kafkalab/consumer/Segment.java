package dev.kafkalab.consumer;

import dev.kafkalab.offsets.Page;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * Neighbouring records of one partition from one poll: what the poll thread hands over at once where it need not look at
 * each record.
 *
 * @see PartitionLane
 */
final class Segment extends Link {
    final List<ConsumerRecord<byte[], byte[]>> records;
    /** Holds the offsets of all these records. */
    final Page page;

    Segment(List<ConsumerRecord<byte[], byte[]>> records, Page page) {
        this.records = records;
        this.page = page;
    }

    @Override
    int size() {
        return records.size();
    }
}
