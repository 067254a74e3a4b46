package dev.kafkalab.bench;

/** How the records of a topic are spread over keys. */
public enum Keys {
    ONE("1 key", 1),
    HUNDRED("100 keys", 100),
    TEN_THOUSAND("10,000 keys", 10_000),
    /** Key 0 has every fifth record. */
    SKEWED("10,000 keys, one with 20 %", 10_000);

    private final String title;
    private final int count;

    Keys(String title, int count) {
        this.title = title;
        this.count = count;
    }

    public String title() {
        return title;
    }

    public int count() {
        return count;
    }

    /** The key of the i-th record, from 0. */
    int of(long i) {
        if (this == SKEWED) {
            return i % 5 == 0 ? 0 : 1 + scattered(i, count - 1);
        }
        return scattered(i, count);
    }

    static int partition(int key, int partitions) {
        return scattered(key, partitions);
    }

    /** Fibonacci hashing: neighbours go far apart, and every run has the same records. */
    private static int scattered(long i, int count) {
        return (int) Math.floorMod((i * 0x9E3779B97F4A7C15L) >>> 17, (long) count);
    }
}
