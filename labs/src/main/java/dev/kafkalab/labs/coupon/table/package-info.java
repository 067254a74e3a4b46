/** Events, coupons and fences in MySQL. */
@NullMarked
package dev.kafkalab.labs.coupon.table;

import org.jspecify.annotations.NullMarked;
