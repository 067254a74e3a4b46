/** The lab on repeats: what a producer and a restarted consumer do twice, and what keeps it from taking effect twice. */
@NullMarked
package dev.kafkalab.labs.course.duplicates;

import org.jspecify.annotations.NullMarked;
