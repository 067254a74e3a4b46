/** Producing with one outcome for each record. */
@NullMarked
package dev.kafkalab.producer;

import org.jspecify.annotations.NullMarked;
