package dev.kafkalab.consumer;

import java.time.Duration;
import java.util.List;

/**
 * Where a consumer stands, at one moment.
 *
 * @param partitions those it owns of the topics it consumes
 * @param handled records done since it started, dead letters and duplicates included
 * @param failures attempts that failed since it started
 * @param commits commits that the brokers took since it started
 * @param failedCommits commits that failed since one was taken last
 * @param refused records that wait because the brokers refuse their dead letter or retry record, which is tried again
 * @param delayed records that wait in retry topics, for their time or for others of their key
 * @param sinceProgress time since a record was done last, or since the start
 */
public record Progress(
        List<PartitionProgress> partitions,
        long handled,
        long failures,
        long commits,
        long failedCommits,
        long refused,
        long delayed,
        Duration sinceProgress) {
    public Progress {
        partitions = List.copyOf(partitions);
    }

    /**
     * One partition.
     *
     * @param position offset of the next record to be taken in
     * @param committed offset that was committed last, -1 if none was by this consumer
     * @param safe lowest offset that is not done; what the next commit will say
     * @param inFlight records that were taken in and are not done
     * @param inFlightBytes of their keys and values
     * @param lag records between {@code safe} and the end of the partition, -1 if the end is not known
     * @param paused whether the bound of {@link Intake} is reached
     */
    public record PartitionProgress(
            String topic,
            int partition,
            long position,
            long committed,
            long safe,
            long inFlight,
            long inFlightBytes,
            long lag,
            boolean paused) {}

    /** Records in memory that are not done. */
    public long inFlight() {
        return partitions.stream().mapToLong(PartitionProgress::inFlight).sum();
    }

    /** Bytes of their keys and values. */
    public long inFlightBytes() {
        return partitions.stream().mapToLong(PartitionProgress::inFlightBytes).sum();
    }

    /** How many partitions are paused because the bound of {@link Intake} is reached. */
    public long paused() {
        return partitions.stream().filter(PartitionProgress::paused).count();
    }

    /** Records that are not done, as far as the ends are known. */
    public long lag() {
        return partitions.stream().mapToLong(p -> Math.max(0, p.lag())).sum();
    }
}
