/** A proxy before each broker that delays, drops or cuts what passes, on demand. */
@NullMarked
package dev.kafkalab.sandbox.fault;

import org.jspecify.annotations.NullMarked;
