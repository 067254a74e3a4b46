/** De-duplication by a lease in Redis. Needs {@code redis.clients:jedis}, which an application adds itself. */
@NullMarked
package dev.kafkalab.dedup.redis;

import org.jspecify.annotations.NullMarked;
