package dev.kafkalab.labs.course.offsets;

import dev.kafkalab.labs.frame.TopicContents;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Which offsets members handled, as their effects say. Immutable. */
final class Handled {
    /** By member, then by partition. */
    private final Map<String, Map<Integer, TreeSet<Long>>> members = new HashMap<>();

    private Handled() {}

    /** @param effects which name the member in their value */
    static Handled of(List<ConsumerRecord<byte[], byte[]>> effects) {
        Handled handled = new Handled();
        effects.forEach(effect -> {
            String[] place = TopicContents.text(effect.key()).split("@", 2);
            handled.members
                    .computeIfAbsent(TopicContents.text(effect.value()), member -> new TreeMap<>())
                    .computeIfAbsent(Integer.parseInt(place[0]), partition -> new TreeSet<>())
                    .add(Long.parseLong(place[1]));
        });
        return handled;
    }

    private TreeSet<Long> of(String member, int partition) {
        TreeSet<Long> offsets = members.getOrDefault(member, Map.of()).get(partition);
        if (offsets == null) {
            throw new IllegalStateException("member '" + member + "' left no effect of partition " + partition);
        }
        return offsets;
    }

    /** The offset that a member began with. */
    long from(String member, int partition) {
        return of(member, partition).first();
    }

    /** The offset that a member would have been given next. */
    long position(String member, int partition) {
        return of(member, partition).last() + 1;
    }

    /** Records that a member handled. */
    int count(String member) {
        return members.getOrDefault(member, Map.of()).values().stream()
                .mapToInt(TreeSet::size)
                .sum();
    }
}
