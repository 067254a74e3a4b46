/** The labs of the course, a package each, and the catalogue of all. */
@NullMarked
package dev.kafkalab.labs.course;

import org.jspecify.annotations.NullMarked;
