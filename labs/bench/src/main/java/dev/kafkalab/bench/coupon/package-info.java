/** The coupon event beside bare loops that do the least that could be done. */
@NullMarked
package dev.kafkalab.bench.coupon;

import org.jspecify.annotations.NullMarked;
