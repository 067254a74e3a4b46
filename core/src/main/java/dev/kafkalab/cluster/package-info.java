/** The connection for administration, and what partitions hold: the base that topics, groups and offsets share. */
@NullMarked
package dev.kafkalab.cluster;

import org.jspecify.annotations.NullMarked;
