/** Takes requests: decides, sends, settles, answers; and finds what was admitted and never sent. */
@NullMarked
package dev.kafkalab.labs.coupon.desk;

import org.jspecify.annotations.NullMarked;
