/** Kills whatever takes part in an event, again and again, and recounts from the stores. */
@NullMarked
package dev.kafkalab.labs.coupon.torture;

import org.jspecify.annotations.NullMarked;
