package dev.kafkalab.consumer.torture;

import java.util.List;

/**
 * All that one member did from its start to its end.
 *
 * @param endedAt when its process was seen to be gone, {@link System#nanoTime()}
 * @param killed whether it was killed, not closed
 */
record History(String member, List<Event> events, long endedAt, boolean killed) {
    History {
        events = List.copyOf(events);
    }
}
