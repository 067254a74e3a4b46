package dev.kafkalab.consumer.torture;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Optional;
import java.util.stream.Stream;

/** A member in this JVM, which is always closed cleanly. */
final class Guest implements AutoCloseable {
    private final String name;
    private final Ledger ledger;
    private final LedgerFile file;
    private final AutoCloseable consumer;
    private boolean closed;

    Guest(MemberSettings settings, String name) throws Exception {
        this.name = name;
        this.ledger = new Ledger(settings.ledger(name));
        this.file = new LedgerFile(settings.ledger(name));
        this.consumer = new EngineConsumer(settings, Optional.empty(), Optional.empty(), ledger, new Work(ledger));
    }

    /** How often it has finished a record. */
    long ended() {
        return places().count();
    }

    /** The records it has finished; one that it finished twice, twice. */
    Stream<Sent.Place> places() {
        try {
            file.readOn();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return file.events().stream()
                .filter(event -> event instanceof Event.End)
                .map(event -> new Sent.Place(event.partition(), ((Event.End) event).offset()));
    }

    History history() {
        ended();
        return new History(name, file.events(), System.nanoTime(), false);
    }

    @Override
    public void close() throws Exception {
        if (!closed) {
            closed = true;
            consumer.close();
            ledger.close();
        }
    }
}
