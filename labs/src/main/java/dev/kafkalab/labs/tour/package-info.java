/** The tour: one round trip through every server of a sandbox, each step checked. */
@NullMarked
package dev.kafkalab.labs.tour;

import org.jspecify.annotations.NullMarked;
