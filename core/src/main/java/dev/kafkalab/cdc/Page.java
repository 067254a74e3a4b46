package dev.kafkalab.cdc;

import java.util.List;

/**
 * What was read at once.
 *
 * @param position where the relay is when these are sent
 * @param full whether there is more to read at once
 * @param caughtUp whether all that was committed when the reader began has been read
 */
record Page(List<Captured> rows, Position position, boolean full, boolean caughtUp) {}
