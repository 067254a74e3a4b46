/** The lab on change capture: what sending by hand loses and invents, and what three sources of a relay promise. */
@NullMarked
package dev.kafkalab.labs.course.cdc;

import org.jspecify.annotations.NullMarked;
