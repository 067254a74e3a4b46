package dev.kafkalab.deadletters;

import dev.kafkalab.consumer.OriginHeader;
import dev.kafkalab.deadletters.RedriveReport.Action;
import dev.kafkalab.retry.DeadLetterHeaders;
import java.nio.charset.StandardCharsets;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.jspecify.annotations.Nullable;

/** Makes the record that is put back, or put aside, of a letter. */
final class RedrivenRecord {
    private RedrivenRecord() {}

    /** @param partitions how many the target has */
    static ProducerRecord<byte[], byte[]> of(Move move, int partitions) {
        boolean parked = move.action() == Action.PARK;
        DeadLetter letter = move.letter();
        ConsumerRecord<byte[], byte[]> record = letter.record();
        int partition = parked ? record.partition() : letter.place().partition();
        ProducerRecord<byte[], byte[]> moved =
                new ProducerRecord<>(move.target(), withinOrByKey(partition, partitions), record.key(), record.value());
        Headers headers = moved.headers();
        for (Header header : record.headers()) {
            if (parked || !DeadLetterHeaders.addedOnTheWay(header.key())) {
                headers.add(header);
            }
        }
        OriginHeader.set(headers, letter.origin(), move.target());
        int redrives = parked ? letter.redrives() : letter.redrives() + 1;
        headers.remove(DeadLetterHeaders.REDRIVES)
                .add(DeadLetterHeaders.REDRIVES, Integer.toString(redrives).getBytes(StandardCharsets.UTF_8));
        return moved;
    }

    /** Null leaves the choice to the producer, by the key. */
    private static @Nullable Integer withinOrByKey(int partition, int count) {
        return partition >= 0 && partition < count ? Integer.valueOf(partition) : null;
    }
}
