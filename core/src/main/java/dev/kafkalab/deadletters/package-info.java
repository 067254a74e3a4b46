/**
 * Dead letter topics for those who look after them: what lies there and why ({@link
 * dev.kafkalab.deadletters.DeadLetters}), and the way back ({@link dev.kafkalab.deadletters.Redrive}). Reads what this
 * library and spring-kafka write.
 */
@NullMarked
package dev.kafkalab.deadletters;

import org.jspecify.annotations.NullMarked;
