/** The log pipeline beside its peers. */
@NullMarked
package dev.kafkalab.bench.logs;

import org.jspecify.annotations.NullMarked;
