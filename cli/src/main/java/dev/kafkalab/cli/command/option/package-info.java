/** Options that several commands share: which stores are meant. */
@NullMarked
package dev.kafkalab.cli.command.option;

import org.jspecify.annotations.NullMarked;
