package dev.kafkalab.labs.course.cdc;

/** Why a transaction is rolled back after the order was written. */
final class PaymentRefusedException extends Exception {
    private static final long serialVersionUID = 1L;

    PaymentRefusedException(Order order) {
        super("the payment of order " + order.id() + " is refused");
    }
}
