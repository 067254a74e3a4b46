package dev.kafkalab.cli.records;

import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;

/** Makes a record of a line. */
interface RecordParser {
    /**
     * @return null if the line is blank and that means nothing
     * @throws MalformedRecordException if the line is no record
     */
    @Nullable
    ProducerRecord<byte[], byte[]> parse(byte[] buffer, int from, int to) throws MalformedRecordException;
}
