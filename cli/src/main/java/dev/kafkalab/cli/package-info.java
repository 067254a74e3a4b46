/** The command line. */
@NullMarked
package dev.kafkalab.cli;

import org.jspecify.annotations.NullMarked;
