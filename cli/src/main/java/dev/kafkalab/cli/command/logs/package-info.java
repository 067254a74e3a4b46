/** The commands of the log pipeline. */
@NullMarked
package dev.kafkalab.cli.command.logs;

import org.jspecify.annotations.NullMarked;
