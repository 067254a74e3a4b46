package dev.kafkalab.bench.cdc;

/** Of sorted figures. */
final class Percentile {
    private Percentile() {}

    /** The least figure that this share of all does not exceed. */
    static double of(double[] sorted, double share) {
        int rank = (int) Math.ceil(share * sorted.length);
        return sorted[Math.max(0, Math.min(sorted.length - 1, rank - 1))];
    }
}
