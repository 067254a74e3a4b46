/** Entry points of the kafka-lab library. */
@NullMarked
package dev.kafkalab;

import org.jspecify.annotations.NullMarked;
