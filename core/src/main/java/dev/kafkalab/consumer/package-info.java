/**
 * Consuming.
 *
 * <p>{@link dev.kafkalab.consumer.TopicReader} reads topics in one thread from a start to an end, as a command line does.
 */
@NullMarked
package dev.kafkalab.consumer;

import org.jspecify.annotations.NullMarked;
