/** One class for each subcommand. */
@NullMarked
package dev.kafkalab.cli.command;

import org.jspecify.annotations.NullMarked;
