package dev.kafkalab.cdc;

/** What is read and sent at once, at most; one row more than the bytes allow. */
record PageSize(int rows, long bytes) {
    static final PageSize STANDARD = new PageSize(4_000, 8 << 20);
}
