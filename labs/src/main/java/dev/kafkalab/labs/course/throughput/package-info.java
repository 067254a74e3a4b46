/** What makes producers and consumers fast, measured by the times at which brokers appended. */
@NullMarked
package dev.kafkalab.labs.course.throughput;

import org.jspecify.annotations.NullMarked;
