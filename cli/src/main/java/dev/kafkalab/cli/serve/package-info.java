/** The systems of the course behind one HTTP server. */
@NullMarked
package dev.kafkalab.cli.serve;

import org.jspecify.annotations.NullMarked;
