/** Whether a consumer is well, for probes and people. */
@NullMarked
package dev.kafkalab.health;

import org.jspecify.annotations.NullMarked;
