package dev.kafkalab.labs.logs.grok;

import java.util.regex.Matcher;

/** Matches lines against one {@link Grok}. Of one thread. */
public final class GrokMatcher {
    private final Matcher matcher;
    private final BoundedText text = new BoundedText();

    GrokMatcher(Matcher matcher) {
        this.matcher = matcher;
    }

    /**
     * Looks at a line.
     *
     * @throws TooManyStepsException if the expression tries too many ways to match it
     */
    public boolean find(String line) {
        text.set(line);
        matcher.reset(text);
        return matcher.find();
    }

    /** Where the group of a field begins in the line, -1 if it took no part. @param field from 0 */
    public int start(int field) {
        return matcher.start(field + 1);
    }

    public int end(int field) {
        return matcher.end(field + 1);
    }
}
