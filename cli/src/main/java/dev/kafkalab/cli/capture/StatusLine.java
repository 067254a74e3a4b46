package dev.kafkalab.cli.capture;

import dev.kafkalab.cdc.RelayStatus;
import java.util.List;
import java.util.Locale;

/** What stands on a screen while relays run. */
final class StatusLine {
    /** A line that is broken cannot be erased. */
    private static final int LONGEST = 100;

    private StatusLine() {}

    /** @param rate records a second, of all of them */
    static String of(List<RelayStatus> relays, long rate) {
        StringBuilder line = new StringBuilder();
        if (relays.size() == 1) {
            line.append(relays.get(0).name())
                    .append(" at ")
                    .append(relays.get(0).position());
        } else {
            line.append(relays.size()).append(" relays");
        }
        long sent = relays.stream().mapToLong(RelayStatus::sent).sum();
        line.append(String.format(Locale.ROOT, ", %,d %s, %,d/s", sent, sent == 1 ? "record" : "records", rate));
        int open = relays.stream().mapToInt(RelayStatus::openGaps).sum();
        if (open > 0) {
            line.append(", ").append(gaps(open));
        }
        relays.stream()
                .filter(relay -> relay.waitsFor().isPresent())
                .findFirst()
                .ifPresent(relay -> line.append(relays.size() == 1 ? ", waits: " : ", " + relay.name() + " waits: ")
                        .append(firstLine(relay.waitsFor().orElse(""))));
        return line.length() <= LONGEST ? line.toString() : line.substring(0, LONGEST - 1) + "…";
    }

    static String gaps(int open) {
        return open + (open == 1 ? " open gap" : " open gaps");
    }

    static String firstLine(String text) {
        return text.lines().findFirst().orElse("").strip();
    }
}
