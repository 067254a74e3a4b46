/** The coupon event: a burst of requests for a limited number of coupons is answered at once; exactly so many are issued, one each. */
@NullMarked
package dev.kafkalab.labs.coupon;

import org.jspecify.annotations.NullMarked;
