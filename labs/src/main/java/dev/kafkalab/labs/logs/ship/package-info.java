/** Follows files and sends their lines to Kafka: each at least once, with an id that makes a repeat harmless. */
@NullMarked
package dev.kafkalab.labs.logs.ship;

import org.jspecify.annotations.NullMarked;
