package dev.kafkalab.labs.frame;

import java.util.List;

/**
 * One thing to predict and to see. The failing way and the cured way are run side by side on the same records.
 *
 * <p>Called on one thread.
 */
public interface Exercise {
    /** Prefix of its texts: {@code <id>.title}, {@code <id>.predict}, {@code <id>.why}. */
    String id();

    /** What a user types to look at the same with {@code kafka-lab}; each can be copied while the run is not reset. */
    List<String> commands(LabSite site);

    /** The same with Kafka's own scripts. */
    List<String> scripts(LabSite site);

    /**
     * Does it, and leaves what it did in the stores.
     *
     * @throws Exception if it could not be done
     */
    void run(LabSite site) throws Exception;

    /**
     * Looks at the stores, and at nothing else: {@code lab verify} calls it in a process that has run nothing.
     *
     * @throws Exception if the stores could not be asked
     */
    void observe(LabSite site, Notes notes) throws Exception;
}
