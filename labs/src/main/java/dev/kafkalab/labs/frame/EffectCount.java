package dev.kafkalab.labs.frame;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * Causes and effects, recounted.
 *
 * @param causes how many effects there should be
 * @param effects how many there are
 * @param lost causes without one
 * @param repeated effects beyond the first of each cause
 */
public record EffectCount(long causes, long effects, long lost, long repeated) {
    /** Compares the records of one topic with the effects that name them in another. */
    public static EffectCount of(LabSite site, String source, String effects) {
        List<String> places = TopicContents.of(site, source).stream()
                .map(record -> EffectTopic.place(record.partition(), record.offset()))
                .toList();
        return of(places, keys(site, effects));
    }

    /** The keys of a topic: what effects name as their cause. */
    public static List<String> keys(LabSite site, String effects) {
        return TopicContents.of(site, effects).stream()
                .map(ConsumerRecord::key)
                .map(TopicContents::text)
                .toList();
    }

    public static EffectCount of(Collection<String> causes, Collection<String> effects) {
        Map<String, Long> seen = new HashMap<>();
        effects.forEach(cause -> seen.merge(cause, 1L, Long::sum));
        long lost = causes.stream().filter(cause -> !seen.containsKey(cause)).count();
        return new EffectCount(causes.size(), effects.size(), lost, effects.size() - seen.size());
    }
}
