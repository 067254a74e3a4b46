package dev.kafkalab.cli.progress;

/** Colours on a terminal, plain text elsewhere. */
record Paint(boolean colours) {
    private static final String GREEN = "\u001B[32m";
    private static final String RED = "\u001B[31m";
    private static final String BOLD = "\u001B[1m";
    private static final String PLAIN = "\u001B[0m";

    String good(String text) {
        return in(GREEN, text);
    }

    String bad(String text) {
        return in(RED, text);
    }

    String bold(String text) {
        return in(BOLD, text);
    }

    /** Of a check. */
    String mark(boolean passed) {
        return passed ? good("✓") : bad("✗");
    }

    private String in(String colour, String text) {
        return colours ? colour + text + PLAIN : text;
    }
}
