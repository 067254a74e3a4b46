/** Decaton as a contestant. */
@NullMarked
package dev.kafkalab.bench.decaton;

import org.jspecify.annotations.NullMarked;
