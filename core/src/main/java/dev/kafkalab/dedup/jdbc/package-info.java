/** De-duplication by a row in the handler's own database transaction. */
@NullMarked
package dev.kafkalab.dedup.jdbc;

import org.jspecify.annotations.NullMarked;
