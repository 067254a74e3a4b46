/** What followers find in their inboxes, in MongoDB: written when a post is, read newest first. */
@NullMarked
package dev.kafkalab.labs.content.feed;

import org.jspecify.annotations.NullMarked;
