package dev.kafkalab.consumer;

import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;

/**
 * Handles what waits in a lane as a batch. A batch that fails without saying where is handed over again record by record.
 */
final class BatchRunner<K, V> implements LaneRunner<K> {
    private final BatchHandler<K, V> handler;
    private final Decoder<K, V> decoder;
    private final FailurePolicy policy;
    private final Consumer<Delivery<?>> check;
    private final int size;
    private final Decisions<K> decisions;
    private final Clock clock;

    /** @param check throws for a record that is not to be handled */
    BatchRunner(
            BatchHandler<K, V> handler,
            Decoder<K, V> decoder,
            FailurePolicy policy,
            Consumer<Delivery<?>> check,
            int size,
            Decisions<K> decisions,
            Clock clock) {
        this.handler = handler;
        this.decoder = decoder;
        this.policy = policy;
        this.check = check;
        this.size = size;
        this.decisions = decisions;
        this.clock = clock;
    }

    @Override
    public boolean runOnce(Lane<K> lane) {
        InFlight<K> first = lane.head();
        Outcome.Publish unpublished = first.unpublished();
        if (unpublished != null) {
            return decisions.carryOut(unpublished, first, lane);
        }
        // A copy: the lane's own list shrinks while the records are done.
        List<InFlight<K>> batch = first.isAlone() ? List.of(first) : List.copyOf(together(lane));
        long now = clock.millis();
        List<Received<K, V>> received = new ArrayList<>(batch.size());
        for (InFlight<K> delivery : batch) {
            delivery.begin(now);
            try {
                check.accept(delivery);
                received.add(new Received<>(decoder.value(delivery), delivery));
            } catch (UnusableRecordException e) {
                if (received.isEmpty()) {
                    return failed(first, e, lane);
                }
                // Those before it are a batch of their own; then it stands at the head.
                delivery.takeBack();
                break;
            }
        }
        return handle(batch.subList(0, received.size()), received, lane);
    }

    private List<InFlight<K>> together(Lane<K> lane) {
        List<InFlight<K>> heads = lane.heads(size);
        for (int i = 1; i < heads.size(); i++) {
            if (heads.get(i).isAlone()) {
                return heads.subList(0, i);
            }
        }
        return heads;
    }

    private boolean handle(List<InFlight<K>> batch, List<Received<K, V>> received, Lane<K> lane) {
        try {
            handler.handle(List.copyOf(received));
        } catch (BatchFailedException e) {
            return failedAt(
                    Math.min(e.index(), batch.size() - 1), Objects.requireNonNullElse(e.getCause(), e), batch, lane);
        } catch (HandleLaterException later) {
            return failedAt(0, later, batch, lane);
        } catch (Throwable e) {
            if (batch.size() == 1) {
                return failed(batch.get(0), e, lane);
            }
            batch.forEach(InFlight::beAlone);
            return true;
        }
        int last = batch.size() - 1;
        decisions.finish(batch.subList(0, last), lane);
        return decisions.carryOut(Outcome.DONE, batch.get(last), lane);
    }

    /** Those before it are done; for those after it this was no attempt. */
    private boolean failedAt(int index, Throwable failure, List<InFlight<K>> batch, Lane<K> lane) {
        batch.subList(index + 1, batch.size()).forEach(InFlight::takeBack);
        decisions.finish(batch.subList(0, index), lane);
        return failed(batch.get(index), failure, lane);
    }

    private boolean failed(InFlight<K> delivery, Throwable failure, Lane<K> lane) {
        return decisions.carryOut(DeliveryProcessor.decide(policy, delivery, failure), delivery, lane);
    }
}
