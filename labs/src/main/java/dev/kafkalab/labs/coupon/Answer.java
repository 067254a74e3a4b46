package dev.kafkalab.labs.coupon;

import java.util.OptionalInt;

/** What a request is answered. The numbers are those of HTTP, as in the course. */
public sealed interface Answer {
    /** As HTTP says it. */
    int status();

    /** One word, for counting. */
    String word();

    /** The brokers have acknowledged it, and no rebuild has passed it over: this user holds this coupon. */
    record Issued(int number) implements Answer {
        @Override
        public int status() {
            return 200;
        }

        @Override
        public String word() {
            return "issued";
        }
    }

    /** @param number the coupon that the user's first request got, if it got one */
    record AlreadyTried(OptionalInt number) implements Answer {
        @Override
        public int status() {
            return 409;
        }

        @Override
        public String word() {
            return "already-tried";
        }
    }

    /** None is left. */
    record SoldOut() implements Answer {
        @Override
        public int status() {
            return 403;
        }

        @Override
        public String word() {
            return "sold-out";
        }
    }

    record NoSuchEvent() implements Answer {
        @Override
        public int status() {
            return 404;
        }

        @Override
        public String word() {
            return "no-such-event";
        }
    }

    /** The request does not count as one: ask again when it has opened. */
    record NotOpenYet() implements Answer {
        @Override
        public int status() {
            return 425;
        }

        @Override
        public String word() {
            return "not-open-yet";
        }
    }

    /** The event has expired. */
    record Over() implements Answer {
        @Override
        public int status() {
            return 410;
        }

        @Override
        public String word() {
            return "over";
        }
    }

    /**
     * A server did not do its part in time, so it is not known whether the user gets a coupon. Asking again tells: what was
     * admitted is kept and is completed later.
     *
     * @param reason one line
     */
    record Unavailable(String reason) implements Answer {
        @Override
        public int status() {
            return 503;
        }

        @Override
        public String word() {
            return "unavailable";
        }
    }
}
