package dev.kafkalab.deadletters;

import dev.kafkalab.reading.RecordSink;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Counts what lies in a dead letter topic. Used by one thread. */
final class Tally implements RecordSink {
    private final RedriveProgress progress;
    private final Map<String, Long> causes = new HashMap<>();
    private long records;
    private long redrivable;
    private long oldest = Long.MAX_VALUE;
    private long newest = Long.MIN_VALUE;

    Tally(RedriveProgress progress) {
        this.progress = progress;
    }

    @Override
    public boolean accept(ConsumerRecord<byte[], byte[]> record) {
        records++;
        if (!progress.taken(record)) {
            DeadLetter.of(record).ifPresent(letter -> {
                redrivable++;
                oldest = Math.min(oldest, record.timestamp());
                newest = Math.max(newest, record.timestamp());
                causes.merge(letter.reason(), 1L, Long::sum);
            });
        }
        return true;
    }

    @Override
    public void flush() {}

    DeadLetterTopic summary(String topic) {
        return new DeadLetterTopic(
                topic,
                records,
                redrivable,
                redrivable == 0 ? Optional.empty() : Optional.of(Instant.ofEpochMilli(oldest)),
                redrivable == 0 ? Optional.empty() : Optional.of(Instant.ofEpochMilli(newest)),
                causes.entrySet().stream()
                        .max(Map.Entry.<String, Long>comparingByValue().thenComparing(Map.Entry.comparingByKey()))
                        .map(Map.Entry::getKey));
    }
}
