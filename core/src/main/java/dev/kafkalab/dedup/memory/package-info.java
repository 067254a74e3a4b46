/** De-duplication of what this process has just seen. */
@NullMarked
package dev.kafkalab.dedup.memory;

import org.jspecify.annotations.NullMarked;
