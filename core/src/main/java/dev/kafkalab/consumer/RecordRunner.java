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
        Turns turns = lane.partition.start().turns();
        return decisions.carryOut(
                turns == null ? processor.process(delivery) : inTurn(delivery, turns), delivery, lane);
    }

    private Outcome inTurn(InFlight<K> delivery, Turns turns) {
        Outcome instead = turns.instead(delivery);
        if (instead != null) {
            return instead;
        }
        Outcome outcome = processor.process(delivery);
        turns.decided(delivery, outcome);
        return outcome;
    }
}
