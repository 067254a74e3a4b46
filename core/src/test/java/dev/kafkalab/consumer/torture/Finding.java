package dev.kafkalab.consumer.torture;

/** A promise that was broken, and where. */
record Finding(Kind kind, String text) {
    enum Kind {
        /** Never finished. */
        LOST,
        /** Handled before an earlier record of its lane was finished, or after a later one without need. */
        OUT_OF_ORDER,
        /** Two records of one lane at the same time. */
        AT_ONCE,
        /** Finished again though nobody was killed, or though it was committed, or more than the commit mode allows. */
        WRONG_REPEAT,
        /** An effect that must be there exactly once is missing, doubled or out of order. */
        WRONG_EFFECT,
        /** A record that was never sent, a member that stopped by itself, an offset not committed at the end. */
        UNEXPECTED
    }

    @Override
    public String toString() {
        return kind + ": " + text;
    }
}
