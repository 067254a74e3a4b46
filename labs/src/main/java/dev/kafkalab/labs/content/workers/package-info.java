/** All workers of the platform together. */
@NullMarked
package dev.kafkalab.labs.content.workers;

import org.jspecify.annotations.NullMarked;
