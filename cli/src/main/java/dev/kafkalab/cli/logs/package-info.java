/** What the commands of the log pipeline do and tell. */
@NullMarked
package dev.kafkalab.cli.logs;

import org.jspecify.annotations.NullMarked;
