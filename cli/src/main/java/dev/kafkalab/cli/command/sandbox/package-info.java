/** The subcommands of {@code sandbox}. */
@NullMarked
package dev.kafkalab.cli.command.sandbox;

import org.jspecify.annotations.NullMarked;
