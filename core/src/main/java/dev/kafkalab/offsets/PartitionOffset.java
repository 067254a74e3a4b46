package dev.kafkalab.offsets;

import java.util.OptionalLong;

/** An offset of a partition; empty where there is none, as at a time after the last record. */
public record PartitionOffset(String topic, int partition, OptionalLong offset) {}
