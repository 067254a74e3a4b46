/**
 * Consumers side by side: what each does with the same records and the same work, in a process of its own.
 *
 * <p>{@link dev.kafkalab.bench.ConsumerBench} starts a {@link dev.kafkalab.bench.ContestantProcess} for each run, gathers
 * the {@link dev.kafkalab.bench.RunResult}s and prints them.
 */
@NullMarked
package dev.kafkalab.bench;

import org.jspecify.annotations.NullMarked;
