/** Meters of a consumer. Needs {@code io.micrometer:micrometer-core}, which an application adds itself. */
@NullMarked
package dev.kafkalab.metrics;

import org.jspecify.annotations.NullMarked;
