package dev.kafkalab.bench.cdc;

import io.debezium.engine.ChangeEvent;
import io.debezium.engine.DebeziumEngine;
import io.debezium.engine.Header;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * Sends Debezium's events to Kafka as whoever embeds the engine does: a batch at a time, and Debezium's position moves on
 * when Kafka has all of it. The producer has the same settings as the relay's, except for transactions.
 */
final class KafkaSink implements DebeziumEngine.ChangeConsumer<ChangeEvent<byte[], byte[]>>, AutoCloseable {
    private final KafkaProducer<byte[], byte[]> producer;
    private final String topic;
    private final boolean headers;
    private volatile long carried;

    KafkaSink(String servers, String topic, boolean headers) {
        this.topic = topic;
        this.headers = headers;
        this.producer = new KafkaProducer<>(
                Map.of(
                        "bootstrap.servers",
                        servers,
                        "acks",
                        "all",
                        "buffer.memory",
                        64L << 20,
                        "batch.size",
                        64 << 10,
                        "interceptor.classes",
                        FirstSend.class.getName(),
                        FirstSend.TOPIC,
                        topic),
                new ByteArraySerializer(),
                new ByteArraySerializer());
    }

    long carried() {
        return carried;
    }

    @Override
    public void handleBatch(
            List<ChangeEvent<byte[], byte[]>> events,
            DebeziumEngine.RecordCommitter<ChangeEvent<byte[], byte[]>> committer)
            throws InterruptedException {
        AtomicReference<Exception> failure = new AtomicReference<>();
        for (ChangeEvent<byte[], byte[]> event : events) {
            producer.send(record(event), (metadata, error) -> {
                if (error != null) {
                    failure.set(error);
                }
            });
        }
        producer.flush();
        if (failure.get() != null) {
            throw new IllegalStateException("Kafka refused an event", failure.get());
        }
        for (ChangeEvent<byte[], byte[]> event : events) {
            committer.markProcessed(event);
        }
        committer.markBatchFinished();
        carried = carried + events.size(); // batches come one after the other
    }

    private ProducerRecord<byte[], byte[]> record(ChangeEvent<byte[], byte[]> event) {
        ProducerRecord<byte[], byte[]> record = new ProducerRecord<>(topic, event.key(), event.value());
        if (headers) {
            List<Header<byte[]>> all = event.headers();
            for (Header<byte[]> header : all) {
                record.headers().add(header.getKey(), header.getValue());
            }
        }
        return record;
    }

    @Override
    public void close() {
        producer.close();
    }
}
