/** Who writes, whom they follow and what they write about. */
@NullMarked
package dev.kafkalab.labs.content.metadata;

import org.jspecify.annotations.NullMarked;
