package dev.kafkalab.cdc;

import java.util.List;
import org.apache.kafka.clients.producer.ProducerRecord;

/**
 * One row of a source and the records it becomes.
 *
 * @param row which row, as an error names it
 * @param changedAt milliseconds since 1970, by the database's clock
 * @param bytes about how much memory it takes
 */
record Captured(String row, long changedAt, List<ProducerRecord<byte[], byte[]>> records, int bytes) {}
