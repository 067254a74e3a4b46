package dev.kafkalab.deadletters;

import dev.kafkalab.deadletters.RedriveReport.Action;

/**
 * A letter on its way; like no other, whatever its bytes.
 *
 * @param target topic it goes to; if it is refused the one it came from
 * @param firstOffset of the offsets that count as taken with it: between it and the record before it there is none else
 * @param note why it is refused; empty otherwise
 */
record Move(DeadLetter letter, Action action, String target, long firstOffset, String note) {
    Move refused(String why) {
        return new Move(letter, Action.REFUSE, letter.place().topic(), firstOffset, why);
    }
}
