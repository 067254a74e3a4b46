package dev.kafkalab.labs.course.throughput;

/**
 * What only the client can measure; everything else is asked of the brokers. Kept as JSON in a topic.
 *
 * @param way what was measured
 * @param records sent or handled
 * @param bytes of their values
 * @param p50Micros half of the acknowledgements came within so long after the record was handed to the producer; 0 if
 *     none is waited for
 * @param p99Micros 99 of 100
 * @param atOnce handlers that ran at the same time, at most
 */
record Measurement(String way, long records, long bytes, long p50Micros, long p99Micros, int atOnce) {}
