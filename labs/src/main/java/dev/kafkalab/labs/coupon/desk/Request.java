package dev.kafkalab.labs.coupon.desk;

import dev.kafkalab.labs.coupon.Answer;
import dev.kafkalab.labs.coupon.topic.Admission;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A request on its way: decided, sent, settled, answered. Belongs to the desk's thread, except while it is with Kafka's
 * producer.
 */
final class Request {
    final long event;
    final long user;
    final long deadlineNanos;
    private final Consumer<Answer> listener;
    private final AtomicBoolean answered = new AtomicBoolean();

    /** What was admitted; null before. */
    @Nullable
    Admission admission;

    /** Whether the brokers have acknowledged {@link #admission}. */
    boolean acknowledged;

    /** Why it waits, as one line. */
    String trouble = "it took too long";

    Request(long event, long user, long deadlineNanos, Consumer<Answer> listener) {
        this.event = event;
        this.user = user;
        this.deadlineNanos = deadlineNanos;
        this.listener = listener;
    }

    boolean isLate(long nanos) {
        return nanos - deadlineNanos > 0;
    }

    /** @return whether it has no answer yet; whoever is told so gives it one */
    boolean claim() {
        return answered.compareAndSet(false, true);
    }

    void answer(Answer answer) {
        listener.accept(answer);
    }
}
