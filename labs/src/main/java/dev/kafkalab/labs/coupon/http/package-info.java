/** The coupon event over HTTP. */
@NullMarked
package dev.kafkalab.labs.coupon.http;

import org.jspecify.annotations.NullMarked;
