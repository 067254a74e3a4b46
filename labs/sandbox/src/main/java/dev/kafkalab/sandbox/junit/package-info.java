/** Sandboxes for tests. */
@NullMarked
package dev.kafkalab.sandbox.junit;

import org.jspecify.annotations.NullMarked;
