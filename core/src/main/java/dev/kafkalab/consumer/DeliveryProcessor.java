package dev.kafkalab.consumer;

/**
 * Makes one attempt at a record and says what comes next. Never throws. Same threads as {@link RecordHandler}.
 *
 * <p>A handler with its failure policy is one ({@link #of}); what must see a record before the handler and decide for
 * itself wraps one.
 *
 * @param <K> type of keys
 */
@FunctionalInterface
public interface DeliveryProcessor<K> {
    Outcome process(Delivery<K> delivery);

    /** Calls the handler; what it throws goes to the policy. If the policy throws too, the consumer stops. */
    static <K> DeliveryProcessor<K> of(DeliveryHandler<K> handler, FailurePolicy policy) {
        return delivery -> {
            try {
                handler.handle(delivery);
                return Outcome.DONE;
            } catch (Throwable failure) {
                return decide(policy, delivery, failure);
            }
        };
    }

    /** What the policy decides, unless the record is to be handled later; {@link Outcome.Stop} if the policy throws. */
    static Outcome decide(FailurePolicy policy, Delivery<?> delivery, Throwable failure) {
        if (failure instanceof HandleLaterException later) {
            return new Outcome.Later(later.delay());
        }
        try {
            return policy.decide(delivery, failure);
        } catch (RuntimeException | Error e) {
            e.addSuppressed(failure);
            return new Outcome.Stop(e);
        }
    }
}
