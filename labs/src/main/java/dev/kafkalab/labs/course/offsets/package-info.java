/** Where a group stands, what moves that place, and what does not. */
@NullMarked
package dev.kafkalab.labs.course.offsets;

import org.jspecify.annotations.NullMarked;
