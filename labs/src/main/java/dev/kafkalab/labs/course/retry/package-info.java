/** The lab on records that fail: tried again in place, through retry topics, given up to a dead letter topic, put back. */
@NullMarked
package dev.kafkalab.labs.course.retry;

import org.jspecify.annotations.NullMarked;
