package dev.kafkalab.deadletters;

/** Takes letters that were read. */
@FunctionalInterface
public interface LetterSink {
    /**
     * @param redriven whether it was put back or parked already
     * @return whether it counts towards the limit
     */
    boolean accept(DeadLetter letter, boolean redriven);
}
