/**
 * What becomes of a record whose handler failed: {@link dev.kafkalab.retry.RetryPolicy} says whether and when it is tried
 * again, {@link dev.kafkalab.retry.Recovery} what is done when that is given up, {@link
 * dev.kafkalab.retry.DeadLetterRecords} how a dead letter looks.
 *
 * <p>Each hands the loop an {@link dev.kafkalab.consumer.Outcome} and keeps no state of its own, so that a retrying key
 * holds no thread.
 */
@NullMarked
package dev.kafkalab.retry;

import org.jspecify.annotations.NullMarked;
