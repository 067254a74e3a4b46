package dev.kafkalab.groups;

/**
 * One line of a list of groups.
 *
 * @param type Classic, Consumer (KIP-848), Share or Streams
 * @param protocol what its members speak, such as {@code consumer}; empty for offsets committed without membership
 * @param state as Kafka names it: Empty, Stable, PreparingRebalance, …
 */
public record GroupSummary(String id, String type, String protocol, String state) {}
