package dev.kafkalab.labs.logs.grok;

import dev.kafkalab.KafkaLabException;
import java.util.List;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/**
 * An expression of Logstash's grok: {@code %{NAME}}, {@code %{NAME:field}}, {@code %{NAME:field:int}} (or {@code float}), and
 * {@code (?<field>…)}. As there, it is looked for anywhere, {@code ^} and {@code $} match at the ends of each line of a text, and
 * {@code (?m)} lets a dot match line feeds too; of two groups with one name the first that took part counts.
 *
 * <p>Immutable and thread-safe; {@link #matcher} gives each thread its own.
 */
public final class Grok {
    private final Pattern pattern;
    private final List<GrokField> fields;

    private Grok(Pattern pattern, List<GrokField> fields) {
        this.pattern = pattern;
        this.fields = List.copyOf(fields);
    }

    /** @throws KafkaLabException if it is no such expression */
    public static Grok compile(String expression, GrokPatterns patterns) {
        GrokText text = new GrokText(patterns);
        String regex = text.expand(expression);
        try {
            // Only a line feed ends a line: text is bytes here, and one of them looks like Unicode's "next line".
            return new Grok(Pattern.compile(regex, Pattern.UNIX_LINES | Pattern.MULTILINE), text.fields());
        } catch (PatternSyntaxException e) {
            throw KafkaLabException.usage("the pattern '%s' is wrong: %s".formatted(expression, e.getDescription()));
        }
    }

    /** One for each group, in the order of the groups. */
    public List<GrokField> fields() {
        return fields;
    }

    /** The expression it was compiled to. */
    public String regex() {
        return pattern.pattern();
    }

    public GrokMatcher matcher() {
        return new GrokMatcher(pattern.matcher(""));
    }
}
