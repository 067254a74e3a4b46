package dev.kafkalab.cdc;

/** Ids that were missing while a higher one was there. Both ends are in it. */
record Gap(long from, long to) {
    Gap {
        if (from > to) {
            throw new IllegalArgumentException("gap from " + from + " to " + to);
        }
    }
}
