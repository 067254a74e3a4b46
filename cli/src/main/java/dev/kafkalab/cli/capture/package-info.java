/** What the commands of change capture do: relays that run and are shown, triggers that come and go, how all of it is. */
@NullMarked
package dev.kafkalab.cli.capture;

import org.jspecify.annotations.NullMarked;
