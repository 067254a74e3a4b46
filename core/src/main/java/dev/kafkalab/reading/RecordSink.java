package dev.kafkalab.reading;

import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Where a {@link TopicReader} puts what it reads. Called on the reading thread only. */
public interface RecordSink {
    /**
     * Takes one record.
     *
     * @return whether it counts towards {@link ReadRequest#limit}
     */
    boolean accept(ConsumerRecord<byte[], byte[]> record);

    /** Makes what was taken last; offsets are committed after this only. Called after each batch. */
    void flush();
}
