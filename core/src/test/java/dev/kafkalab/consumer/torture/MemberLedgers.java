package dev.kafkalab.consumer.torture;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** What one member writes, mode by mode. For one thread. */
final class MemberLedgers {
    private final Map<Mode, LedgerFile> files = new LinkedHashMap<>();

    MemberLedgers(Roster roster, String member) {
        roster.settings().forEach(settings -> files.put(settings.mode(), new LedgerFile(settings.ledger(member))));
    }

    /** What it wrote in a mode since the last time. */
    List<Event> readOn(Mode mode) throws IOException {
        return file(mode).readOn();
    }

    List<Event> events(Mode mode) {
        return file(mode).events();
    }

    private LedgerFile file(Mode mode) {
        return Objects.requireNonNull(files.get(mode));
    }

    void close() throws IOException {
        for (LedgerFile file : files.values()) {
            file.close();
        }
    }
}
