/** Who gets a coupon, decided in Redis: scripts, and the connection that knows which run of the server it speaks to. */
@NullMarked
package dev.kafkalab.labs.coupon.admission;

import org.jspecify.annotations.NullMarked;
