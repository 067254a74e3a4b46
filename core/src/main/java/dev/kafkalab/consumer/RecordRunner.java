package dev.kafkalab.consumer;

import java.time.Clock;

/** Handles records one by one. */
final class RecordRunner<K> implements LaneRunner<K> {
    private final DeliveryProcessor<K> processor;
    private final Decisions<K> decisions;
    private final Clock clock;

    RecordRunner(DeliveryProcessor<K> processor, Decisions<K> decisions, Clock clock) {
        this.processor = processor;
        this.decisions = decisions;
        this.clock = clock;
    }

    @Override
    public boolean runOnce(Lane<K> lane) {
        InFlight<K> delivery = lane.head();
        Outcome.Publish unpublished = delivery.unpublished();
        if (unpublished != null) {
            return decisions.carryOut(unpublished, delivery, lane);
        }
        delivery.begin(clock.millis());
        return decisions.carryOut(processor.process(delivery), delivery, lane);
    }
}
