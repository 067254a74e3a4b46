package dev.kafkalab.deadletters;

import dev.kafkalab.KafkaLabException;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Predicate;

/**
 * What to put back.
 *
 * @param topic the dead letter topic
 * @param filter which of its letters; the others stay, and can be put back later
 * @param limit how many at most
 * @param maxRedrives a letter that was put back so often is parked instead; 1 or more
 * @param to another topic than the one each letter failed in
 */
public record RedriveRequest(
        String topic, Predicate<DeadLetter> filter, OptionalLong limit, int maxRedrives, Optional<String> to) {
    /** A record that failed three times after it was put back does not get well by itself. */
    public static final int STANDARD_MAX_REDRIVES = 3;

    public RedriveRequest {
        if (maxRedrives < 1) {
            throw KafkaLabException.usage("the limit of redrives is 1 or more; got " + maxRedrives);
        }
        if (limit.isPresent() && limit.getAsLong() < 1) {
            throw KafkaLabException.usage("the number of letters is 1 or more; got " + limit.getAsLong());
        }
        if (to.filter(topic::equals).isPresent()) {
            throw KafkaLabException.usage("letters of '" + topic + "' cannot be put back into it; name another topic");
        }
    }

    /** Everything, back to where it failed. */
    public static RedriveRequest of(String topic) {
        return new RedriveRequest(
                topic, DeadLetterFilter.all(), OptionalLong.empty(), STANDARD_MAX_REDRIVES, Optional.empty());
    }

    public RedriveRequest matching(Predicate<DeadLetter> more) {
        return new RedriveRequest(topic, filter.and(more), limit, maxRedrives, to);
    }

    public RedriveRequest atMost(long letters) {
        return new RedriveRequest(topic, filter, OptionalLong.of(letters), maxRedrives, to);
    }

    public RedriveRequest maxRedrives(int rounds) {
        return new RedriveRequest(topic, filter, limit, rounds, to);
    }

    public RedriveRequest to(String other) {
        return new RedriveRequest(topic, filter, limit, maxRedrives, Optional.of(other));
    }
}
