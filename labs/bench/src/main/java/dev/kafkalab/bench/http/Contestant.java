package dev.kafkalab.bench.http;

import java.util.Arrays;
import java.util.Locale;

/** Who answers the same empty JSON object. */
enum Contestant {
    /** Undertow alone, answering on its I/O threads. */
    UNDERTOW,
    /** Undertow alone, answering on its worker threads. */
    UNDERTOW_WORKER,
    /** The frame, answering on I/O threads: an asynchronous handler. */
    FRAME_ASYNC,
    /** The frame, answering on worker threads. */
    FRAME,
    /** The same with an access log. */
    FRAME_LOGGED;

    String id() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    static Contestant named(String id) {
        return Arrays.stream(values())
                .filter(contestant -> contestant.id().equals(id))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no contestant is called " + id));
    }

    /** Whom it is compared with: what does the same without the frame. */
    Contestant bare() {
        return this == UNDERTOW || this == FRAME_ASYNC ? UNDERTOW : UNDERTOW_WORKER;
    }
}
