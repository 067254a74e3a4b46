package dev.kafkalab.labs.tour;

import dev.kafkalab.labs.frame.Check;
import java.time.Duration;
import java.util.List;

/** Told how the tour goes on, on the thread that runs it. */
public interface TourListener {
    /** @param number from 1 to {@code of} */
    void begins(int number, int of, TourStep step);

    /** A command that does what the step does; after {@link #begins}. */
    void canBeDoneBy(String command);

    void checked(Check check);

    /** Lines that a step has to show; after its checks. */
    default void drawn(List<String> lines) {}

    /** A step was left out. */
    void skipped(String why);

    void ends(TourStep step, Duration took);

    /** Something could not be cleaned up; it stays behind. */
    void leftBehind(String what);
}
