/**
 * Reading topics in one thread from a start to an end, as a command line does; see {@link
 * dev.kafkalab.reading.TopicReader}. An application that handles records for as long as it lives uses {@code consumer}.
 */
@NullMarked
package dev.kafkalab.reading;

import org.jspecify.annotations.NullMarked;
