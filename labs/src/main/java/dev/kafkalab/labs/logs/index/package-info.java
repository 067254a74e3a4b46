/** From a topic to one index a day in Elasticsearch. */
@NullMarked
package dev.kafkalab.labs.logs.index;

import org.jspecify.annotations.NullMarked;
