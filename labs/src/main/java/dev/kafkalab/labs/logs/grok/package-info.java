/** Logstash's grok: names for patterns, compiled to one expression of java.util.regex. */
@NullMarked
package dev.kafkalab.labs.logs.grok;

import org.jspecify.annotations.NullMarked;
