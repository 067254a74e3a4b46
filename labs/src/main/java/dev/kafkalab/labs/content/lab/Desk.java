package dev.kafkalab.labs.content.lab;

import dev.kafkalab.labs.content.write.PostDraft;

/** Takes requests of authors, in one of the ways. Thread-safe; whoever opens it closes it. */
interface Desk extends AutoCloseable {
    /** How far a request has come. */
    enum Place {
        WRITTEN,
        CACHED,
        DONE
    }

    /** Told how far a request has come; stands still where the kill is to hit. */
    @FunctionalInterface
    interface Pause {
        void at(Place place) throws InterruptedException;

        /** Goes on. */
        Pause NONE = place -> {};
    }

    void create(PostDraft draft, Pause pause) throws Exception;

    void update(long id, PostDraft draft, Pause pause) throws Exception;

    void delete(long id, Pause pause) throws Exception;

    /** Waits until there is something for a kill to hit. */
    void awaitBusy() throws Exception;

    /** Waits until all that was written is where it belongs, as far as anybody cares for it. */
    void awaitDone() throws Exception;
}
