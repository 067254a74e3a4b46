/** What commands of the content platform do. */
@NullMarked
package dev.kafkalab.cli.content;

import org.jspecify.annotations.NullMarked;
