/** The commands of the coupon event. */
@NullMarked
package dev.kafkalab.cli.command.coupon;

import org.jspecify.annotations.NullMarked;
