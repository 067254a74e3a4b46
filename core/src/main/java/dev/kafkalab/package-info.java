/**
 * The kafka-lab library: plain Java on kafka-clients.
 *
 * <ul>
 *   <li>{@code cluster}: the connection for administration that the next three share
 *   <li>{@code topics}: list, describe, create, alter, delete topics
 *   <li>{@code groups}: list, describe, delete consumer groups, with their lag
 *   <li>{@code offsets}: offsets of partitions, and plans that move the offsets of {@code groups}
 *   <li>{@code retry}: what becomes of a record whose handler failed: retry policies, recoveries, dead letters
 *   <li>{@code deadletters}: what lies in dead letter topics, and the way back
 * </ul>
 */
@NullMarked
package dev.kafkalab;

import org.jspecify.annotations.NullMarked;
