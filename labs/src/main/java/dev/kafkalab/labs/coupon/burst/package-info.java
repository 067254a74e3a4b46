/** Many requests at once, counted and timed. */
@NullMarked
package dev.kafkalab.labs.coupon.burst;

import org.jspecify.annotations.NullMarked;
