/** The content platform, measured. */
@NullMarked
package dev.kafkalab.bench.content;

import org.jspecify.annotations.NullMarked;
