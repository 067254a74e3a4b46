package dev.kafkalab.sandbox.fault;

import dev.kafkalab.sandbox.SandboxException;
import java.time.Duration;
import java.util.Locale;

/** What a proxy does to the traffic between clients and one broker. */
public sealed interface Fault {
    /** Everything passes. */
    record None() implements Fault {
        @Override
        public String text() {
            return "none";
        }
    }

    /**
     * Each byte arrives later, in order; the throughput stays.
     *
     * @param by above 0, at most 10 minutes, in each direction
     */
    record Delay(Duration by) implements Fault {
        public Delay {
            if (by.isZero() || by.isNegative() || by.compareTo(Duration.ofMinutes(10)) > 0) {
                throw SandboxException.usage("a delay is above 0 and at most 10 m, got " + by.toMillis() + " ms");
            }
        }

        @Override
        public String text() {
            return "delay " + by.toMillis();
        }
    }

    /**
     * Bytes vanish while connections stay open, as when a cable is pulled. A connection that lost bytes is closed when
     * the fault ends, since the rest of its stream would make no sense.
     */
    record Drop(Direction direction) implements Fault {
        @Override
        public String text() {
            return "drop " + direction.name().toLowerCase(Locale.ROOT);
        }

        boolean drops(Direction way) {
            return direction == Direction.BOTH || direction == way;
        }
    }

    /** Open connections are reset, new ones too. */
    record Cut() implements Fault {
        @Override
        public String text() {
            return "cut";
        }
    }

    /** Which way bytes go. */
    enum Direction {
        /** From clients to the broker. */
        REQUESTS,
        /** From the broker to clients: the broker has done the work, the client never hears of it. */
        RESPONSES,
        BOTH
    }

    /** The form {@link #parse} reads: {@code none}, {@code delay 200}, {@code drop responses}, {@code cut}. */
    String text();

    /** @throws SandboxException if the text names no fault */
    static Fault parse(String text) {
        String[] words = text.strip().toLowerCase(Locale.ROOT).split("\\s+");
        try {
            return switch (words[0]) {
                case "none" -> new None();
                case "cut" -> new Cut();
                case "delay" -> new Delay(Duration.ofMillis(Long.parseLong(words[1])));
                case "drop" ->
                    new Drop(Direction.valueOf(words.length < 2 ? "BOTH" : words[1].toUpperCase(Locale.ROOT)));
                default -> throw new IllegalArgumentException(words[0]);
            };
        } catch (IllegalArgumentException | ArrayIndexOutOfBoundsException e) {
            throw SandboxException.usage(
                    "'" + text + "' is no fault; known: none, delay DURATION, drop [requests|responses|both], cut");
        }
    }
}
