/** What authors write: posts in MySQL, each change with its event in one transaction, and the relay that tells of them. */
@NullMarked
package dev.kafkalab.labs.content.write;

import org.jspecify.annotations.NullMarked;
