package dev.kafkalab.labs.coupon.admission;

import java.util.List;

/** What Redis decided about several users of one event. */
public sealed interface Decisions {
    /** The event is not there, or what Redis holds of it is not to be trusted before a rebuild. Nothing was changed. */
    record Closed() implements Decisions {}

    /** It has not opened. Nothing was changed. */
    record Early() implements Decisions {}

    /** It has expired. Nothing was changed. */
    record Over() implements Decisions {}

    /**
     * One for each user, in the order in which they were named.
     *
     * @param epoch under which those who were admitted were admitted
     * @param millis when, by Redis's clock
     * @param codes as {@code decide.lua} says
     */
    record Made(int epoch, long millis, List<Long> codes) implements Decisions {
        /** The number of whoever has just been admitted, else 0. */
        public int admitted(int index) {
            return (int) Math.max(0, code(index));
        }

        public boolean soldOut(int index) {
            return code(index) == 0;
        }

        /** The number of whoever asked before, 0 if that user holds none. */
        public int held(int index) {
            return (int) (-1 - code(index));
        }

        private long code(int index) {
            return codes.get(index);
        }
    }

    /** Reads what the script answered. */
    static Decisions of(Object answer) {
        if (answer instanceof byte[] word) {
            return switch (word[0]) {
                case 'c' -> new Closed();
                case 'e' -> new Early();
                default -> new Over();
            };
        }
        List<Long> numbers =
                ((List<?>) answer).stream().map(number -> (Long) number).toList();
        return new Made(numbers.get(0).intValue(), numbers.get(1), numbers.subList(2, numbers.size()));
    }
}
