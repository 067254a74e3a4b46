package dev.kafkalab.consumer.torture;

/**
 * One time that a member handled a record.
 *
 * @param epoch how often the member had been assigned the partition
 * @param handled when its handler was about to return, {@link #NEVER} if it was cut off
 * @param over when its handler was no longer running at the latest: that moment, or the end of the member
 * @param end when it was done, {@link #NEVER} if it was cut off; with manual commits the acknowledgement, else the same as
 *     {@code handled}
 * @param lastOfLane whether the member handled nothing of this lane in a later call
 */
record Attempt(
        History by,
        int epoch,
        Sent record,
        long unit,
        long begin,
        long handled,
        long over,
        long end,
        boolean lastOfLane) {
    static final long NEVER = Long.MAX_VALUE;

    boolean finished() {
        return end != NEVER;
    }

    @Override
    public String toString() {
        return record + " by " + by.member() + " from " + begin + (finished() ? " to " + end : ", cut off");
    }
}
