package dev.kafkalab.labs.logs.grok;

/** A line that may be looked at so many times and no more. Of one thread. */
final class BoundedText implements CharSequence {
    private static final long STEPS = 20_000_000;

    private String text = "";
    private long left;

    void set(String line) {
        text = line;
        left = STEPS;
    }

    @Override
    public int length() {
        return text.length();
    }

    @Override
    public char charAt(int index) {
        if (--left < 0) {
            throw new TooManyStepsException(STEPS);
        }
        return text.charAt(index);
    }

    @Override
    public CharSequence subSequence(int start, int end) {
        return text.substring(start, end);
    }

    @Override
    public String toString() {
        return text;
    }
}
