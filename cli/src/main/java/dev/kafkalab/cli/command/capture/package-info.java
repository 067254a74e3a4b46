/** Commands of change capture. */
@NullMarked
package dev.kafkalab.cli.command.capture;

import org.jspecify.annotations.NullMarked;
