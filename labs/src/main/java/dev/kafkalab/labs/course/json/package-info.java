/** Records as JSON: typed on both sides, what cannot be decoded, and a function between two topics. */
@NullMarked
package dev.kafkalab.labs.course.json;

import org.jspecify.annotations.NullMarked;
