package dev.kafkalab.labs.logs.parse;

/**
 * Reads {@code 31/Jan/2026:23:59:59 +0900}. Remembers the last day, which the next line as a rule has too. Days are counted
 * as Howard Hinnant's "chrono-compatible low-level date algorithms" has it. Of one thread.
 */
final class HttpDate {
    static final int LENGTH = 26;
    private static final String MONTHS = "JanFebMarAprMayJunJulAugSepOctNovDec";
    private static final int[] DAYS = {31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};

    private long rememberedDay = -1;
    private long daysOfRemembered;

    /** Days since 1970-01-01 of the date that was read last, in its own zone. */
    long day() {
        return daysOfRemembered;
    }

    /** Milliseconds since 1970 UTC of what begins at {@code at} and has {@link #LENGTH} bytes. */
    long millis(byte[] text, int at) throws UnmatchedLineException {
        if (text[at + 2] != '/'
                || text[at + 6] != '/'
                || text[at + 11] != ':'
                || text[at + 14] != ':'
                || text[at + 17] != ':'
                || text[at + 20] != ' ') {
            throw new UnmatchedLineException("the date is not like 31/Jan/2026:23:59:59 +0900");
        }
        long days = days(text, at);
        int hour = number(text, at + 12, 2, 23, "hour");
        int minute = number(text, at + 15, 2, 59, "minute");
        int second = number(text, at + 18, 2, 60, "second");
        byte sign = text[at + 21];
        int zone = number(text, at + 22, 2, 18, "zone") * 60 + number(text, at + 24, 2, 59, "zone");
        if (sign != '+' && sign != '-') {
            throw new UnmatchedLineException("the zone of the date is not like +0900");
        }
        long minutes = (days * 24 + hour) * 60 + minute - (sign == '+' ? zone : -zone);
        return (minutes * 60 + Math.min(second, 59)) * 1000; // a leap second has no time of its own
    }

    private long days(byte[] text, int at) throws UnmatchedLineException {
        long day = 0;
        for (int i = 0; i < 11; i++) {
            day = day * 31 + text[at + i];
        }
        if (day != rememberedDay) {
            int month = month(text, at + 3);
            int dayOfMonth = number(text, at, 2, DAYS[month - 1], "day");
            int year = number(text, at + 7, 4, 9999, "year");
            boolean leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
            if (dayOfMonth < 1 || month == 2 && dayOfMonth == 29 && !leap) {
                throw new UnmatchedLineException("the date has no such day");
            }
            daysOfRemembered = daysSince1970(year, month, dayOfMonth);
            rememberedDay = day;
        }
        return daysOfRemembered;
    }

    private static int month(byte[] text, int at) throws UnmatchedLineException {
        for (int month = 0; month < 12; month++) {
            if (text[at] == MONTHS.charAt(3 * month)
                    && text[at + 1] == MONTHS.charAt(3 * month + 1)
                    && text[at + 2] == MONTHS.charAt(3 * month + 2)) {
                return month + 1;
            }
        }
        throw new UnmatchedLineException("the date has no such month");
    }

    private static int number(byte[] text, int at, int digits, int most, String what) throws UnmatchedLineException {
        int value = 0;
        for (int i = at; i < at + digits; i++) {
            int digit = text[i] - '0';
            if (digit < 0 || digit > 9) {
                throw new UnmatchedLineException("the %s of the date is no number".formatted(what));
            }
            value = value * 10 + digit;
        }
        if (value > most) {
            throw new UnmatchedLineException("the date has no such " + what);
        }
        return value;
    }

    private static long daysSince1970(int year, int month, int day) {
        int y = month <= 2 ? year - 1 : year;
        long era = Math.floorDiv(y, 400);
        long yearOfEra = y - era * 400;
        long dayOfYear = (153L * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1;
        long dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear;
        return era * 146_097 + dayOfEra - 719_468;
    }
}
