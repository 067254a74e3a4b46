package dev.kafkalab.labs.course.cdc;

/** Takes orders, in one of the ways. Of one thread. */
interface Desk {
    /** The last thing that is done in the transaction of an order. */
    interface Charge {
        void charge(Order order) throws PaymentRefusedException, InterruptedException;
    }

    /** @throws PaymentRefusedException if the order was rolled back */
    void place(Order order) throws Exception;
}
