package dev.kafkalab.consumer.torture;

import dev.kafkalab.consumer.torture.Finding.Kind;
import java.time.Duration;
import java.util.List;

/** How one mode came out of it. */
record TortureResult(Mode mode, String protocol, List<Kill> kills, Verdict verdict, Duration took) {
    private static final String FORMAT = "%-34s %-8s %5s %8s %8s %8s %8s %5s %5s %5s %6s %6s %5s %6s  %s";

    TortureResult {
        kills = List.copyOf(kills);
    }

    static String header() {
        return FORMAT.formatted(
                "mode",
                "protocol",
                "kills",
                "sent",
                "attempts",
                "cut off",
                "repeats",
                "lost",
                "order",
                "twin",
                "repeat",
                "effect",
                "other",
                "s",
                "");
    }

    String row() {
        return FORMAT.formatted(
                mode,
                protocol,
                kills.stream().filter(Kill::counts).count(),
                verdict.sent(),
                verdict.attempts(),
                verdict.cutOff(),
                verdict.repeated(),
                verdict.count(Kind.LOST),
                verdict.count(Kind.OUT_OF_ORDER),
                verdict.count(Kind.AT_ONCE),
                verdict.count(Kind.WRONG_REPEAT),
                verdict.count(Kind.WRONG_EFFECT),
                verdict.count(Kind.UNEXPECTED),
                took.toSeconds(),
                verdict.holds() ? "holds" : "BROKEN");
    }
}
