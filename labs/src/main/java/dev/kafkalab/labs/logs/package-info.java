/** The log pipeline: from lines of a file to records, documents and charts. */
@NullMarked
package dev.kafkalab.labs.logs;

import org.jspecify.annotations.NullMarked;
