/** A stand-in that speaks MongoDB's wire protocol. */
@NullMarked
package dev.kafkalab.sandbox.mongo;

import org.jspecify.annotations.NullMarked;
