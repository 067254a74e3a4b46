/** Tables, JSON, CSV and YAML on standard output. */
@NullMarked
package dev.kafkalab.cli.output;

import org.jspecify.annotations.NullMarked;
