package dev.kafkalab.consumer.torture;

import dev.kafkalab.ConsumerBuilder;
import dev.kafkalab.KafkaLab;
import dev.kafkalab.consumer.ConsumerListener;
import dev.kafkalab.consumer.Delivery;
import dev.kafkalab.consumer.Received;
import dev.kafkalab.consumer.RunningConsumer;
import java.sql.SQLException;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** The consumer that is on trial. */
final class EngineConsumer implements AutoCloseable {
    private final MemberSettings settings;
    private final Optional<EffectTable> effects;
    private final Work work;
    private final ScheduledThreadPoolExecutor acknowledging = new ScheduledThreadPoolExecutor(4, task -> {
        Thread thread = new Thread(task, "acknowledging");
        thread.setDaemon(true);
        return thread;
    });
    private final RunningConsumer consumer;

    /**
     * @param slot its static place in the group, if it has one
     * @param effects where its handler writes, if its mode has an inbox; closed with it
     */
    EngineConsumer(
            MemberSettings settings, Optional<String> slot, Optional<EffectTable> effects, Ledger ledger, Work work) {
        this.settings = settings;
        this.effects = effects;
        this.work = work;
        Mode mode = settings.mode();
        ConsumerBuilder<byte[], byte[]> builder = KafkaLab.connect(settings.bootstrapServers())
                .consumer(settings.topic(), new ByteArrayDeserializer(), new ByteArrayDeserializer())
                .group(settings.group())
                .ordering(mode.ordering())
                .concurrency(mode.concurrency())
                .commit(mode.commits(slot.map(settings::transactionalId)))
                .listener(new Scribe(ledger));
        settings.properties(slot).forEach(builder::property);
        effects.ifPresent(table -> builder.dedup(table.inbox()));
        if (mode.batch()) {
            builder.handleBatch(Mode.BATCH_SIZE, batch -> {
                long unit = work.newUnit();
                for (Received<byte[], byte[]> received : batch) {
                    handle(received.delivery(), unit);
                }
            });
        } else {
            builder.handle((value, delivery) -> handle(delivery, work.newUnit()));
        }
        consumer = builder.start();
    }

    private void handle(Delivery<byte[]> delivery, long unit) throws SQLException {
        ConsumerRecord<byte[], byte[]> record = delivery.record();
        work.begin(record, unit);
        if (settings.mode().commit() == Mode.Commit.MANUAL) {
            acknowledging.schedule(() -> acknowledge(delivery), Work.nanos(), TimeUnit.NANOSECONDS);
            work.returned(record);
            return;
        }
        Work.takeAWhile();
        if (settings.mode().commit() == Mode.Commit.IN_TRANSACTION) {
            delivery.send(Work.effect(settings.output(), record));
        }
        if (effects.isPresent()) {
            effects.get().write(delivery);
        }
        work.end(record);
    }

    /** Twice, which must change nothing. */
    private void acknowledge(Delivery<byte[]> delivery) {
        work.end(delivery.record());
        delivery.acknowledge();
        delivery.acknowledge();
    }

    /** Returns when it has stopped; throws what stopped it. */
    void awaitStopped() throws InterruptedException {
        consumer.awaitStopped();
    }

    @Override
    public void close() {
        consumer.close();
        acknowledging.shutdown();
        effects.ifPresent(EffectTable::close);
    }

    /** Writes what the consumer tells. */
    private record Scribe(Ledger ledger) implements ConsumerListener {
        @Override
        public void onAssigned(Collection<TopicPartition> partitions) {
            partitions.forEach(partition -> ledger.write(new Event.Assigned(System.nanoTime(), partition.partition())));
        }

        @Override
        public void onRevoked(Collection<TopicPartition> partitions) {
            partitions.forEach(partition -> ledger.write(new Event.Revoked(System.nanoTime(), partition.partition())));
        }

        @Override
        public void onLost(Collection<TopicPartition> partitions) {
            partitions.forEach(partition -> ledger.write(new Event.Lost(System.nanoTime(), partition.partition())));
        }

        @Override
        public void onCommitted(Map<TopicPartition, OffsetAndMetadata> offsets) {
            offsets.forEach((partition, offset) -> ledger.write(
                    new Event.Committed(System.nanoTime(), partition.partition(), offset.offset(), offset.metadata())));
        }

        @Override
        public void onCommitFailed(Exception failure) {
            ledger.write(new Event.CommitFailed(System.nanoTime(), -1));
        }
    }
}
