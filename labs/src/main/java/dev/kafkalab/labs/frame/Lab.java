package dev.kafkalab.labs.frame;

import dev.kafkalab.sandbox.ServerKind;
import java.util.List;
import java.util.Set;

/**
 * A failure of messaging that is seen to happen and seen to be cured. Stateless: what it made lies in the stores, under
 * the names that {@link LabSite} gives.
 *
 * <p>Its words stand beside its class: {@code lab.properties} and {@code lab_ko.properties} (see {@link LabTexts}), {@code
 * explain.md} and {@code explain_ko.md}.
 */
public interface Lab {
    /** What a user types, such as {@code retry-dlt}. */
    String id();

    /** The servers it needs. */
    Set<ServerKind> servers();

    /** In the order in which they are done. */
    List<Exercise> exercises();

    /** Deletes what a run made besides topics and groups: tables, keys, sandboxes. Also called after half a run. */
    default void cleanUp(LabSite site) throws Exception {}
}
