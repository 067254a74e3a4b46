/**
 * Kills consumers and recounts what they did: a {@link dev.kafkalab.consumer.torture.Member} is a JVM that runs one
 * consumer and writes each step to a {@link dev.kafkalab.consumer.torture.Ledger}; {@link
 * dev.kafkalab.consumer.torture.Torture} starts and kills them; {@link dev.kafkalab.consumer.torture.Recount} knows
 * nothing of either and only compares what was sent with what the ledgers show.
 */
@NullMarked
package dev.kafkalab.consumer.torture;

import org.jspecify.annotations.NullMarked;
