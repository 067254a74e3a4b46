package dev.kafkalab.bench;

/**
 * One run of one contestant.
 *
 * @param spins see {@link Work#action}
 */
public record RunRequest(
        String workload,
        String contestant,
        int round,
        String servers,
        Keys keys,
        Work work,
        boolean stuck,
        int concurrency,
        Limits limits,
        long spins) {
    /**
     * How long a run takes; whichever of records and seconds comes first ends a stretch.
     *
     * @param topicRecords records in the topic
     * @param warmUpRecords records of the first stretch, which is not measured
     * @param records records of the second stretch
     */
    public record Limits(long topicRecords, long warmUpRecords, double warmUpSeconds, long records, double seconds) {}
}
