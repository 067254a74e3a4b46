/** Elasticsearch as a process of the sandbox. */
@NullMarked
package dev.kafkalab.sandbox.elasticsearch;

import org.jspecify.annotations.NullMarked;
