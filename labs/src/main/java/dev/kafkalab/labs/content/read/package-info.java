/** What readers are shown: a post, what a search finds, what those wrote whom one follows. */
@NullMarked
package dev.kafkalab.labs.content.read;

import org.jspecify.annotations.NullMarked;
