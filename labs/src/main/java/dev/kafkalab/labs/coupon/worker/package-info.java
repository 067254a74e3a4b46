/** Writes admitted requests into MySQL, in batches. */
@NullMarked
package dev.kafkalab.labs.coupon.worker;

import org.jspecify.annotations.NullMarked;
