package dev.kafkalab.dedup;

/** Where a member stands still, to be killed. */
public enum CrashPoint {
    BEFORE_EFFECT,
    AFTER_EFFECT,
    AFTER_MARK,
    /** Goes through all ids it was given. */
    NOWHERE
}
