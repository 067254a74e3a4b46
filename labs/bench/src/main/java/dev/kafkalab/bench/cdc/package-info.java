/**
 * Change data capture beside Debezium: the same rows of one database carried to one broker, each run in a process of its
 * own.
 *
 * <p>{@link dev.kafkalab.bench.cdc.CdcBench} goes through the {@link dev.kafkalab.bench.cdc.Part}s; those that carry start
 * a {@link dev.kafkalab.bench.cdc.CaptureProcess}.
 */
@NullMarked
package dev.kafkalab.bench.cdc;

import org.jspecify.annotations.NullMarked;
