package dev.kafkalab.bench;

import java.util.List;

/**
 * What one run of one contestant gave.
 *
 * @param records handled in the measured stretch
 * @param recordsOfKey0 of these, those of the key that is heavy if keys are skewed
 * @param cpuSeconds of the whole process in that stretch
 * @param heapBytes in use after a forced collection, while handlers stand still
 * @param lag records that were not handled at that moment
 * @param allocatedBytes by all threads in the measured stretch
 * @param offsetCommits offsets of partitions written to the broker in that stretch
 * @param complaints of the {@link Witness}, or why the run came to nothing; a run with any does not count
 */
public record RunResult(
        String workload,
        String contestant,
        int round,
        long records,
        long recordsOfKey0,
        double seconds,
        double cpuSeconds,
        long heapBytes,
        long lag,
        long allocatedBytes,
        long offsetCommits,
        List<String> complaints) {
    public RunResult {
        complaints = List.copyOf(complaints);
    }

    static RunResult failed(RunRequest request, String why) {
        return new RunResult(
                request.workload(), request.contestant(), request.round(), 0, 0, 0, 0, 0, 0, 0, 0, List.of(why));
    }

    boolean counts() {
        return complaints.isEmpty();
    }

    double rate() {
        return records / seconds;
    }

    double rateOfKey0() {
        return recordsOfKey0 / seconds;
    }

    double cpuSecondsPerMillion() {
        return cpuSeconds / records * 1e6;
    }

    double heapMegabytes() {
        return heapBytes / 1048576.0;
    }

    double allocatedPerRecord() {
        return (double) allocatedBytes / records;
    }

    double commitsPerSecond() {
        return offsetCommits / seconds;
    }
}
