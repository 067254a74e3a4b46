package dev.kafkalab.cli.records;

import org.apache.kafka.clients.consumer.ConsumerRecord;

/** How a record is printed. */
interface RecordFormat {
    void write(ConsumerRecord<byte[], byte[]> record, OutputBuffer out);
}
