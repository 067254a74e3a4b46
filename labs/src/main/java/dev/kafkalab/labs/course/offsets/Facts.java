package dev.kafkalab.labs.course.offsets;

import dev.kafkalab.labs.frame.LabSite;
import dev.kafkalab.labs.frame.TopicContents;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * What the records themselves say, read one by one, without a question to the broker about offsets: the other side of the
 * comparison with what a reset did. Immutable.
 */
final class Facts {
    private final SortedMap<Integer, List<Place>> partitions;

    private record Place(long offset, long timestamp) {}

    private Facts(SortedMap<Integer, List<Place>> partitions) {
        this.partitions = partitions;
    }

    static Facts of(LabSite site, String topic) {
        SortedMap<Integer, List<Place>> partitions = new TreeMap<>();
        TopicContents.of(site, topic)
                .forEach(record -> partitions
                        .computeIfAbsent(record.partition(), partition -> new ArrayList<>())
                        .add(new Place(record.offset(), record.timestamp())));
        partitions.values().forEach(places -> places.sort(Comparator.comparingLong(Place::offset)));
        return new Facts(partitions);
    }

    List<Integer> partitions() {
        return List.copyOf(partitions.keySet());
    }

    private List<Place> places(int partition) {
        return partitions.getOrDefault(partition, List.of());
    }

    long start(int partition) {
        return places(partition).get(0).offset();
    }

    long end(int partition) {
        return places(partition).get(places(partition).size() - 1).offset() + 1;
    }

    /** The first record of that time or later, else the end. */
    long since(int partition, Instant time) {
        return places(partition).stream()
                .filter(place -> place.timestamp() >= time.toEpochMilli())
                .map(Place::offset)
                .findFirst()
                .orElseGet(() -> end(partition));
    }

    /** The nearest offset that the log has. */
    long nearest(int partition, long offset) {
        return Math.max(start(partition), Math.min(end(partition), offset));
    }

    /** When the newest record was written; the run of the lab wrote it with the time it was. */
    Instant newest() {
        return partitions.values().stream()
                .flatMap(places -> Stream.of(places.get(places.size() - 1)))
                .map(place -> Instant.ofEpochMilli(place.timestamp()))
                .max(Comparator.naturalOrder())
                .orElseThrow();
    }
}
