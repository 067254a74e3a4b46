package dev.kafkalab.consumer.torture;

import dev.kafkalab.consumer.torture.Finding.Kind;
import dev.kafkalab.consumer.torture.Sent.Place;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Recounts effects that must be there exactly once: records of an output topic, rows of a table. */
final class Effects {
    private Effects() {}

    /**
     * @param effects the place of the record that caused each, in the order in which they were made durable
     * @return what is missing, doubled, without cause, or out of order within its lane
     */
    static List<Finding> recount(Mode mode, Collection<Sent> sent, List<Place> effects) {
        Map<Place, Sent> causes = new HashMap<>();
        sent.forEach(record -> causes.put(record.place(), record));
        List<Finding> findings = new ArrayList<>();
        Set<Place> seen = new HashSet<>();
        Map<String, Sent> latest = new HashMap<>();
        for (Place effect : effects) {
            Sent cause = causes.get(effect);
            if (cause == null) {
                findings.add(new Finding(Kind.WRONG_EFFECT, "of a record that was never sent: " + effect));
                continue;
            }
            if (!seen.add(effect)) {
                findings.add(new Finding(Kind.WRONG_EFFECT, "twice: " + cause));
                continue;
            }
            Sent before = latest.put(mode.lane(cause), cause);
            if (before != null && before.offset() > cause.offset()) {
                findings.add(new Finding(Kind.WRONG_EFFECT, cause + " after " + before));
            }
        }
        causes.values().stream()
                .filter(cause -> !seen.contains(cause.place()))
                .forEach(cause -> findings.add(new Finding(Kind.WRONG_EFFECT, "missing: " + cause)));
        return findings;
    }
}
