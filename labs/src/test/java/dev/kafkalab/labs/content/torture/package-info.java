/** The content platform is killed piece by piece while posts are written, and all stores are compared afterwards. */
@NullMarked
package dev.kafkalab.labs.content.torture;

import org.jspecify.annotations.NullMarked;
