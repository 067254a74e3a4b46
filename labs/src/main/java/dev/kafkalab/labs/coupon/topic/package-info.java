/** Who was admitted, as Kafka keeps it: records, fences between epochs, and which records count. */
@NullMarked
package dev.kafkalab.labs.coupon.topic;

import org.jspecify.annotations.NullMarked;
