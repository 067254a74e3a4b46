/** How long steps are shown to whoever waits for them. */
@NullMarked
package dev.kafkalab.cli.progress;

import org.jspecify.annotations.NullMarked;
