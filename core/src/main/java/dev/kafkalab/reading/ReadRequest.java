package dev.kafkalab.reading;

import dev.kafkalab.KafkaLabException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a {@link TopicReader} reads.
 *
 * @param topics which topics
 * @param partitions of each topic, these; empty: all
 * @param group the consumer group; empty: none, and nothing is committed
 * @param start where to begin. In a group anything but {@link StartPosition.Stored} is used once for each partition,
 *     when the reader first gets it, and overrides the stored offset
 * @param limit how many records to handle at most
 * @param untilEnd whether to stop at the end offsets that the partitions have when reading begins
 * @param untilTime stop in each partition before its first record of that time or later; where there is none, at the end
 *     offset that it has when reading begins
 * @param commit when to store offsets; without a group {@link CommitMode#NONE}
 * @param deadline how long to read at most
 * @param patience how long to wait for brokers, and, where reading has an end, for progress
 */
public record ReadRequest(
        TopicChoice topics,
        Set<Integer> partitions,
        Optional<String> group,
        StartPosition start,
        OptionalLong limit,
        boolean untilEnd,
        Optional<Instant> untilTime,
        CommitMode commit,
        Optional<Duration> deadline,
        Duration patience) {

    public ReadRequest {
        partitions = Set.copyOf(partitions);
        if (group.isEmpty() && commit != CommitMode.NONE) {
            throw KafkaLabException.usage("commit mode " + commit + " needs a group; name one or commit nothing");
        }
        if (group.isEmpty() && start instanceof StartPosition.Stored) {
            throw KafkaLabException.usage("only a group has stored offsets; name one or begin elsewhere");
        }
        if (limit.isPresent() && limit.getAsLong() < 1) {
            throw KafkaLabException.usage("the number of records is 1 or more; got " + limit.getAsLong());
        }
        partitions.stream().filter(partition -> partition < 0).forEach(partition -> {
            throw KafkaLabException.usage("a partition is 0 or more; got " + partition);
        });
    }

    /** Whether reading ends by itself at certain offsets. */
    boolean bounded() {
        return untilEnd || untilTime.isPresent();
    }

    /** A request for all partitions from the beginning, without group or end, that waits 30 s for brokers. */
    public static Builder of(TopicChoice topics) {
        return new Builder(topics);
    }

    /** Collects settings; see {@link ReadRequest}. Not thread-safe. */
    public static final class Builder {
        private final TopicChoice topics;
        private Set<Integer> partitions = Set.of();
        private Optional<String> group = Optional.empty();
        private @Nullable StartPosition start;
        private OptionalLong limit = OptionalLong.empty();
        private boolean untilEnd;
        private Optional<Instant> untilTime = Optional.empty();
        private @Nullable CommitMode commit;
        private Optional<Duration> deadline = Optional.empty();
        private Duration patience = Duration.ofSeconds(30);

        private Builder(TopicChoice topics) {
            this.topics = topics;
        }

        public Builder partitions(Set<Integer> partitions) {
            this.partitions = partitions;
            return this;
        }

        /** Begins at stored offsets and commits automatically unless said otherwise. */
        public Builder group(String group) {
            this.group = Optional.of(group);
            return this;
        }

        public Builder startAt(StartPosition start) {
            this.start = start;
            return this;
        }

        public Builder limit(long records) {
            this.limit = OptionalLong.of(records);
            return this;
        }

        public Builder untilEnd() {
            this.untilEnd = true;
            return this;
        }

        public Builder untilTime(Instant time) {
            this.untilTime = Optional.of(time);
            return this;
        }

        public Builder commit(CommitMode commit) {
            this.commit = commit;
            return this;
        }

        public Builder deadline(Duration deadline) {
            this.deadline = Optional.of(deadline);
            return this;
        }

        public Builder patience(Duration patience) {
            this.patience = patience;
            return this;
        }

        public ReadRequest build() {
            boolean grouped = group.isPresent();
            return new ReadRequest(
                    topics,
                    partitions,
                    group,
                    start != null ? start : grouped ? new StartPosition.Stored() : new StartPosition.Beginning(),
                    limit,
                    untilEnd,
                    untilTime,
                    commit != null ? commit : grouped ? CommitMode.AUTO : CommitMode.NONE,
                    deadline,
                    patience);
        }
    }
}
