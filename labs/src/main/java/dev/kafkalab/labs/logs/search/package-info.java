/** How Elasticsearch is reached: its low-level client, JSON in and out. */
@NullMarked
package dev.kafkalab.labs.logs.search;

import org.jspecify.annotations.NullMarked;
