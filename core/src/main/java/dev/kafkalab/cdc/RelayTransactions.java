package dev.kafkalab.cdc;

import dev.kafkalab.KafkaLabException;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.RecordBatchTooLargeException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Sends pages, each in one Kafka transaction with the position behind it. Of one thread, which closes it. */
final class RelayTransactions implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(RelayTransactions.class);

    private final RelaySettings settings;
    private final RelayProgress progress;
    private final Destinations destinations;
    private final Producer<byte[], byte[]> producer;
    private final Set<String> refused = new HashSet<>();

    /** Fences whoever has the same name, and waits until what it left open is aborted. */
    RelayTransactions(RelaySettings settings, RelayProgress progress) {
        this.settings = settings;
        this.progress = progress;
        this.destinations = new Destinations(settings.connection(), settings.createTopics());
        Map<String, Object> properties = new HashMap<>(settings.connection());
        properties.putAll(settings.producer());
        properties.put(ProducerConfig.TRANSACTIONAL_ID_CONFIG, settings.transactionalId());
        // How large a record may be is for the topic to say.
        properties.putIfAbsent(ProducerConfig.MAX_REQUEST_SIZE_CONFIG, 64 << 20);
        properties.putIfAbsent(ProducerConfig.BUFFER_MEMORY_CONFIG, 32L << 20);
        properties.putIfAbsent(ProducerConfig.BATCH_SIZE_CONFIG, 64 << 10);
        properties.putIfAbsent(ProducerConfig.MAX_BLOCK_MS_CONFIG, 10_000);
        this.producer = new KafkaProducer<>(properties, new ByteArraySerializer(), new ByteArraySerializer());
        try {
            producer.initTransactions();
        } catch (RuntimeException e) {
            close();
            throw e;
        }
    }

    /** @throws KafkaException if it was not committed, or nobody knows */
    void send(List<Captured> rows, StoredPosition position) {
        while (!tryToSend(rows, position)) {
            LOG.debug("A page is sent again without what was refused");
        }
    }

    private boolean tryToSend(List<Captured> rows, StoredPosition position) {
        Refusal refusal = new Refusal();
        long sent = 0;
        try {
            producer.beginTransaction();
            for (Captured row : rows) {
                if (!refused.contains(row.row())) {
                    for (ProducerRecord<byte[], byte[]> record : row.records()) {
                        destinations.require(record.topic());
                        producer.send(record, (metadata, error) -> refusal.note(row, record, error));
                        sent++;
                    }
                }
            }
            producer.send(settings.positions().record(settings.name(), position));
            producer.commitTransaction();
        } catch (KafkaException e) {
            Captured row = refusal.row;
            if (row == null) {
                throw e;
            }
            producer.abortTransaction();
            refuse(row, refusal.why());
            return false;
        }
        progress.committed(position.position(), sent);
        refused.clear();
        return true;
    }

    private void refuse(Captured row, String why) {
        if (settings.tooLarge() == TooLarge.STOP) {
            throw KafkaLabException.precondition(
                    "%s is refused by Kafka: %s; raise max.message.bytes of the topic, or let the relay skip what is too large"
                            .formatted(row.row(), why));
        }
        LOG.warn("{} is left out: {}", row.row(), why);
        refused.add(row.row());
        progress.skipped();
    }

    @Override
    public void close() {
        producer.close(Duration.ofSeconds(2));
    }

    /** Written by the producer's threads, read when the transaction has failed. */
    private static final class Refusal {
        private volatile @Nullable Captured row;
        private volatile String why = "";

        void note(Captured of, ProducerRecord<byte[], byte[]> record, @Nullable Exception error) {
            if (row == null
                    && (error instanceof RecordTooLargeException || error instanceof RecordBatchTooLargeException)) {
                why = "a record of %,d bytes for topic %s, %s"
                        .formatted(
                                record.value() == null ? 0 : record.value().length, record.topic(), error.getMessage());
                row = of;
            }
        }

        String why() {
            return why;
        }
    }
}
