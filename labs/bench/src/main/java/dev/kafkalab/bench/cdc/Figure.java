package dev.kafkalab.bench.cdc;

/** Names of figures in results. */
final class Figure {
    static final String ROWS_PER_SECOND = "rowsPerSecond";
    static final String CPU_PER_MILLION = "cpuSecondsPerMillionRows";
    /** Most in use after a collection, MB. */
    static final String HEAP = "heapMegabytes";
    /** Most that was resident, MB; only Linux tells. */
    static final String RSS = "residentMegabytes";
    /** From the start of the process to the first row at the producer, seconds. */
    static final String START = "secondsToFirstRow";

    static final String P50 = "p50Millis";
    static final String P99 = "p99Millis";
    static final String MOST = "mostMillis";
    /** Of one processor, per cent. */
    static final String CPU_SHARE = "cpuPercent";

    static final String QUERIES_PER_SECOND = "queriesPerSecond";

    private Figure() {}
}
