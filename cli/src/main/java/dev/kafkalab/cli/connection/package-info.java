/** Which cluster a command talks to, and how. */
@NullMarked
package dev.kafkalab.cli.connection;

import org.jspecify.annotations.NullMarked;
