package dev.kafkalab.labs.coupon.desk;

import dev.kafkalab.labs.coupon.Answer;
import java.util.function.Consumer;

/** Where coupons are asked for. Thread-safe. */
public interface Requests {
    /**
     * Asks for a coupon; returns at once.
     *
     * @param listener is told the answer, once, perhaps on a thread that serves others too: it must not block
     */
    void ask(long event, long user, Consumer<Answer> listener);
}
