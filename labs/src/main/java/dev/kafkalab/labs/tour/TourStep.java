package dev.kafkalab.labs.tour;

import dev.kafkalab.sandbox.ServerKind;
import java.util.List;

/**
 * One stop of the tour. It does something with one server and checks what came of it, from the server and not from its
 * own memory of what it did.
 *
 * <p>Called on one thread: {@link #run} at most once, then {@link #cleanUp} if {@code run} was called.
 */
public interface TourStep {
    /** One line that says what is shown. */
    String title();

    /** The server it needs; if a step that needs it ends with an exception, later ones that need it are left out. */
    ServerKind server();

    /** What a user types to do the same; empty if there is no such command. */
    List<String> commands(TourSite site);

    /** @throws Exception if it could not be done; a check that failed is no exception */
    void run(TourSite site, Checks checks) throws Exception;

    /** Lines to look at, once {@link #run} is done; none unless there is something to see. */
    default List<String> drawing() {
        return List.of();
    }

    /** Deletes what {@link #run} made. Called after the last step, also if {@code run} failed halfway. */
    default void cleanUp(TourSite site) throws Exception {}
}
