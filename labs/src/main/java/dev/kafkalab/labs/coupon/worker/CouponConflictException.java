package dev.kafkalab.labs.coupon.worker;

import dev.kafkalab.KafkaLabException;

/** An admission that cannot be a row: it contradicts its event or another row. It goes to the dead letters, and verify tells. */
public final class CouponConflictException extends KafkaLabException {
    private static final long serialVersionUID = 1L;

    public CouponConflictException(String message) {
        super(Reason.PRECONDITION, message);
    }
}
