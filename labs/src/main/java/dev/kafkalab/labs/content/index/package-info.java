/** Posts in Elasticsearch: written in bulk, searched in Korean and English, rebuilt without downtime. */
@NullMarked
package dev.kafkalab.labs.content.index;

import org.jspecify.annotations.NullMarked;
