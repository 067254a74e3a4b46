/** What the consumer promises beside surviving a kill: one class for each kind of trouble. */
@NullMarked
package dev.kafkalab.consumer.guarantee;

import org.jspecify.annotations.NullMarked;
