/** The systems of the course, built on core. */
@NullMarked
package dev.kafkalab.labs;

import org.jspecify.annotations.NullMarked;
