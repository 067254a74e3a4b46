/**
 * The consumer engine: one poll loop, lanes that keep order, commits that are never ahead of the work.
 *
 * <p>An application meets {@link dev.kafkalab.consumer.RecordHandler}, {@link dev.kafkalab.consumer.Delivery}, {@link
 * dev.kafkalab.consumer.Ordering}, {@link dev.kafkalab.consumer.Commits} and {@link
 * dev.kafkalab.consumer.RunningConsumer}, and builds with {@link dev.kafkalab.KafkaLab#consumer}.
 *
 * <p>Policies (retry, dead letters, de-duplication) live in packages of their own. They wrap a {@link
 * dev.kafkalab.consumer.DeliveryHandler} or decide about a failure, and hand the loop an {@link
 * dev.kafkalab.consumer.Outcome}, which says what to do next; the loop knows no policy.
 */
@NullMarked
package dev.kafkalab.consumer;

import org.jspecify.annotations.NullMarked;
