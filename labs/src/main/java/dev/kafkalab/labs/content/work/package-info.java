/** What all workers of the content platform are made of. */
@NullMarked
package dev.kafkalab.labs.content.work;

import org.jspecify.annotations.NullMarked;
