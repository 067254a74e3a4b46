/** List, describe, create, alter and delete topics. */
@NullMarked
package dev.kafkalab.topics;

import org.jspecify.annotations.NullMarked;
