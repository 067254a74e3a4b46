/** Posts from files. */
@NullMarked
package dev.kafkalab.labs.content.load;

import org.jspecify.annotations.NullMarked;
