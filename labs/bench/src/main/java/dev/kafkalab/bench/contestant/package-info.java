/** One class for each library, written as its own documentation would have it, with the same Kafka properties. */
@NullMarked
package dev.kafkalab.bench.contestant;

import org.jspecify.annotations.NullMarked;
