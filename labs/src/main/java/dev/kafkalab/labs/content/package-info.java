/** The content platform: what a post is, and what is told of it on its way through the stores. */
@NullMarked
package dev.kafkalab.labs.content;

import org.jspecify.annotations.NullMarked;
