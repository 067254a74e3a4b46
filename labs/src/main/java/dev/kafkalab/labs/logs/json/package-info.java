/** JSON written byte by byte, for what is written a million times. */
@NullMarked
package dev.kafkalab.labs.logs.json;

import org.jspecify.annotations.NullMarked;
