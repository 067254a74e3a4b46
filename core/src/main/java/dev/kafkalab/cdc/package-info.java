/**
 * Change data capture by polling: what is committed in MySQL reaches Kafka once, in order.
 *
 * <p>Three {@link dev.kafkalab.cdc.CaptureSource sources}: {@link dev.kafkalab.cdc.Outbox} for events that an application
 * writes, {@link dev.kafkalab.cdc.ChangeLog} for the rows of tables whoever changes them, {@link
 * dev.kafkalab.cdc.TablePoll} for tables one may not touch. A {@link dev.kafkalab.cdc.RunningRelay} carries them.
 */
@NullMarked
package dev.kafkalab.cdc;

import org.jspecify.annotations.NullMarked;
