/** Real servers without containers. */
@NullMarked
package dev.kafkalab.sandbox;

import org.jspecify.annotations.NullMarked;
