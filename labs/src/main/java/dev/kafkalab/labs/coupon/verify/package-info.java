/** Whether Redis, topic and MySQL agree. */
@NullMarked
package dev.kafkalab.labs.coupon.verify;

import org.jspecify.annotations.NullMarked;
