/** The content platform over HTTP. */
@NullMarked
package dev.kafkalab.labs.content.api;

import org.jspecify.annotations.NullMarked;
