package dev.kafkalab.bench;

/** One way to consume a topic. */
public interface Contestant {
    Promise promise();

    /** Whether its group's offsets are to be looked at. */
    default boolean commits() {
        return true;
    }

    /** Starts to consume; the result stops it, in an orderly way. Throws what the library throws. */
    AutoCloseable start(Assignment assignment, Task task) throws Exception;
}
