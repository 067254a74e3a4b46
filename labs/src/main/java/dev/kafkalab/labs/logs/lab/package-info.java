/** The lab on the log pipeline. */
@NullMarked
package dev.kafkalab.labs.logs.lab;

import org.jspecify.annotations.NullMarked;
