/** Commands of the content platform. */
@NullMarked
package dev.kafkalab.cli.command.content;

import org.jspecify.annotations.NullMarked;
