/** Kills relays, the database and brokers under writers that race, and recounts what reached Kafka. */
@NullMarked
package dev.kafkalab.cdc.torture;

import org.jspecify.annotations.NullMarked;
