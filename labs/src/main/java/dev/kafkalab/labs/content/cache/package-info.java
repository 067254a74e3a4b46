/** Posts as readers are shown them, in Redis: refreshed by events, read through on a miss. */
@NullMarked
package dev.kafkalab.labs.content.cache;

import org.jspecify.annotations.NullMarked;
