/**
 * De-duplication: each id is handled once.
 *
 * <p>A {@link dev.kafkalab.dedup.RecordId} says what a record's id is, a {@link dev.kafkalab.dedup.Deduplication}
 * remembers which ids are done, {@link dev.kafkalab.dedup.DeduplicatingHandler} puts both before a handler. To mark an
 * id before it is handled loses the record on a crash, to mark it afterwards repeats it; the stores differ in how they
 * close that gap:
 *
 * <ul>
 *   <li>{@code jdbc}: the id is a row in the handler's own database transaction. Exactly once for what is written there.
 *   <li>{@code redis}: a lease while it is handled, then a mark. At least once, repeats only after a crash.
 *   <li>{@code memory}: saves asking another store for what this process has just seen. Promises nothing by itself.
 * </ul>
 */
@NullMarked
package dev.kafkalab.dedup;

import org.jspecify.annotations.NullMarked;
