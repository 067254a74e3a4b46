/** {@code lab} and its subcommands; each lab is also a first-level command. */
@NullMarked
package dev.kafkalab.cli.command.lab;

import org.jspecify.annotations.NullMarked;
