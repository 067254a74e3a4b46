/** JSON as keys and values of records. */
@NullMarked
package dev.kafkalab.json;

import org.jspecify.annotations.NullMarked;
