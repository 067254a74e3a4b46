/** Opens an event in Redis, the first time and whenever Redis lost what it knew. */
@NullMarked
package dev.kafkalab.labs.coupon.rebuild;

import org.jspecify.annotations.NullMarked;
