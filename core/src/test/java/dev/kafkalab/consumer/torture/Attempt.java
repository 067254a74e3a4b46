package dev.kafkalab.consumer.torture;

/**
 * One time that a member handled a record.
 *
 * @param epoch how often the member had been assigned the partition
 * @param end when it was finished, {@link #NEVER} if it was cut off
 * @param over when it was over at the latest: its end, or that of the member
 * @param lastOfLane whether the member handled nothing of this lane in a later call
 */
record Attempt(History by, int epoch, Sent record, long unit, long begin, long end, long over, boolean lastOfLane) {
    static final long NEVER = Long.MAX_VALUE;

    boolean finished() {
        return end != NEVER;
    }

    @Override
    public String toString() {
        return record + " by " + by.member() + " from " + begin + (finished() ? " to " + end : ", cut off");
    }
}
