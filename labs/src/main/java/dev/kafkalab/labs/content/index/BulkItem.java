package dev.kafkalab.labs.content.index;

/**
 * One document to be written or deleted, as lines of a bulk request. Whatever is older than what is there changes nothing;
 * at the same version a deletion wins.
 *
 * @param lines each with its end
 */
record BulkItem(byte[] lines) {}
