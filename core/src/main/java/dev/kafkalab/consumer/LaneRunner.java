package dev.kafkalab.consumer;

/** Handles what stands at the head of a lane and carries out what was decided. Thread-safe. */
interface LaneRunner<K> {
    /**
     * @return whether the lane may be run on by the caller; if not it is empty, or somebody else makes it ready again
     */
    boolean runOnce(Lane<K> lane);
}
