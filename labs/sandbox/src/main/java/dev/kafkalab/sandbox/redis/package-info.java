/** Redis as a process of the sandbox. */
@NullMarked
package dev.kafkalab.sandbox.redis;

import org.jspecify.annotations.NullMarked;
