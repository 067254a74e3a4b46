package dev.kafkalab.topics;

/** One line of a list of topics. */
public record TopicSummary(String name, int partitions, int replicationFactor, boolean internal) {}
