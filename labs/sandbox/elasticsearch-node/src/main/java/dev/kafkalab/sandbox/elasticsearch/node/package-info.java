/** The Elasticsearch process of the sandbox. */
@NullMarked
package dev.kafkalab.sandbox.elasticsearch.node;

import org.jspecify.annotations.NullMarked;
