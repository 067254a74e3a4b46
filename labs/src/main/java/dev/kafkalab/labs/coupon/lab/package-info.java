/** The lab: five ways to give out coupons side by side, and a process that dies in between. */
@NullMarked
package dev.kafkalab.labs.coupon.lab;

import org.jspecify.annotations.NullMarked;
