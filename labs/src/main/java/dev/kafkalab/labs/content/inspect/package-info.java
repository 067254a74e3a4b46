/** Whether a post fits its category, and what it is about: by term weights, or by asking a language model. */
@NullMarked
package dev.kafkalab.labs.content.inspect;

import org.jspecify.annotations.NullMarked;
