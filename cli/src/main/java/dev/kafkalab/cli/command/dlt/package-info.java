/** Commands about dead letter topics. */
@NullMarked
package dev.kafkalab.cli.command.dlt;

import org.jspecify.annotations.NullMarked;
