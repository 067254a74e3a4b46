/** Kafka brokers, one process each. */
@NullMarked
package dev.kafkalab.sandbox.kafka;

import org.jspecify.annotations.NullMarked;
