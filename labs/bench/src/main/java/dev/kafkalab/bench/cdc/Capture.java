package dev.kafkalab.bench.cdc;

/** One way to carry an outbox's rows to a topic. */
interface Capture {
    /** Starts to carry; throws what the library throws. */
    Carrier start(CaptureRequest request, Database database) throws Exception;

    /** One that carries; closing it stops it in an orderly way. */
    interface Carrier extends AutoCloseable {
        /** How many rows are in Kafka for good. Throws why it has stopped, if it has. */
        long carried() throws Exception;
    }
}
