package dev.kafkalab.consumer.torture;

/** The consumer that is on trial. */
final class EngineConsumer {
    private EngineConsumer() {}

    static AutoCloseable start(MemberSettings settings, String instance, Ledger ledger, Work work) {
        throw new UnsupportedOperationException("the front door is not there yet");
    }
}
