package dev.kafkalab.deadletters;

import dev.kafkalab.consumer.Origin;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;

/**
 * Which deaths a redrive has dealt with. A consumer that is killed after its letter was acknowledged and before its offset was
 * committed reads the record again and writes a second letter of the same death: same group, same place, same timestamp. One
 * of them is enough. Letters put back by earlier redrives are not looked at: after those a group may have been reset to handle
 * its records again, and then a second death is another one. Remembers the latest, since the second letter comes soon after the
 * first. Used by one thread.
 */
final class Deaths {
    private static final int REMEMBERED = 100_000;

    private record Death(Optional<String> group, Origin place) {}

    private final Set<Death> seen = new LinkedHashSet<>();

    boolean contains(DeadLetter letter) {
        return seen.contains(new Death(letter.group(), letter.place()));
    }

    /** A letter that does not say where it died is like no other. */
    void add(DeadLetter letter) {
        if (letter.place().partition() < 0 || letter.place().offset() < 0) {
            return;
        }
        if (seen.size() == REMEMBERED) {
            seen.remove(seen.iterator().next());
        }
        seen.add(new Death(letter.group(), letter.place()));
    }
}
