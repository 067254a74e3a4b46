/** What the commands of the coupon event do: bursts that are shown, workers that run, stores that are found. */
@NullMarked
package dev.kafkalab.cli.coupon;

import org.jspecify.annotations.NullMarked;
