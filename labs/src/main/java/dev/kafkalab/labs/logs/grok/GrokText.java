package dev.kafkalab.labs.logs.grok;

import dev.kafkalab.KafkaLabException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Writes an expression out: names become what they stand for, groups that nobody asks for capture nothing, and a run of one
 * class that is followed by a character outside it gives nothing back ({@code \S+ } becomes {@code \S++ }), which matches the
 * same and goes back and forth less. Used once, by one thread.
 */
final class GrokText {
    private static final Pattern REFERENCE = Pattern.compile("%\\{(\\w+)(?::([^:}]+))?(?::(\\w+))?}");
    private static final Pattern NAMED = Pattern.compile("\\(\\?<([A-Za-z@\\[][^>=!]*)>");
    private static final Pattern OPTIONS = Pattern.compile("\\(\\?[imx-]+[:)]");
    private static final String LITERAL = " \"'/:,;<>=@-_%&#!`~";
    private static final String QUANTIFIERS = "?*+{";

    private final GrokPatterns patterns;
    private final List<GrokField> fields = new ArrayList<>();
    private final Deque<String> within = new ArrayDeque<>();
    private final StringBuilder out = new StringBuilder();

    GrokText(GrokPatterns patterns) {
        this.patterns = patterns;
    }

    String expand(String expression) {
        write(expression, null);
        return out.toString();
    }

    List<GrokField> fields() {
        return fields;
    }

    /** @param after the character that must follow the expression, if that is known */
    private void write(String text, @Nullable Character after) {
        int at = 0;
        while (at < text.length()) {
            char c = text.charAt(at);
            if (c == '%' && text.startsWith("%{", at)) {
                at = writeReference(text, at, after);
            } else if (c == '(') {
                at = writeOpening(text, at);
            } else if (c == '\\' || c == '[') {
                int end = c == '[' ? endOfClass(text, at) : Math.min(at + 2, text.length());
                refuseBackReference(text, at);
                String one = Oniguruma.toJava(text.substring(at, end));
                out.append(one);
                at = writeRun(text, end, one, after);
            } else {
                out.append(c);
                at++;
            }
        }
    }

    private static void refuseBackReference(String text, int at) {
        if (text.charAt(at) == '\\' && at + 1 < text.length() && "123456789k".indexOf(text.charAt(at + 1)) >= 0) {
            throw KafkaLabException.usage("the pattern refers back to a group with %s, which is not supported"
                    .formatted(text.substring(at, at + 2)));
        }
    }

    private int writeReference(String text, int at, @Nullable Character after) {
        Matcher reference = REFERENCE.matcher(text).region(at, text.length());
        if (!reference.lookingAt()) {
            throw KafkaLabException.usage(
                    "'%s' is no reference to a pattern; it must be like %%{NAME} or %%{NAME:field}"
                            .formatted(text.substring(at)));
        }
        String name = reference.group(1);
        if (within.contains(name)) {
            throw KafkaLabException.usage("the pattern '%s' is made of itself".formatted(name));
        }
        String definition = patterns.definition(name);
        int end = reference.end();
        boolean repeated = end < text.length() && QUANTIFIERS.indexOf(text.charAt(end)) >= 0;
        boolean captured = reference.group(2) != null;
        if (captured) {
            out.append('(');
            fields.add(new GrokField(name(reference.group(2)), type(reference.group(3))));
        } else if (repeated || hasAlternatives(definition)) {
            out.append("(?:");
        }
        within.push(name);
        write(definition, repeated ? null : following(text, end, after));
        within.pop();
        if (captured || repeated || hasAlternatives(definition)) {
            out.append(')');
        }
        return end;
    }

    private static boolean hasAlternatives(String definition) {
        return definition.indexOf('|') >= 0;
    }

    private int writeOpening(String text, int at) {
        Matcher named = NAMED.matcher(text).region(at, text.length());
        if (named.lookingAt()) {
            out.append('(');
            fields.add(new GrokField(name(named.group(1)), GrokField.Type.TEXT));
            return named.end();
        }
        Matcher options = OPTIONS.matcher(text).region(at, text.length());
        if (options.lookingAt()) {
            out.append(options.group().replace('m', 's')); // Ruby's m is what others call s
            return options.end();
        }
        if (text.startsWith("(?", at)) {
            out.append("(?");
            return at + 2;
        }
        out.append("(?:");
        return at + 1;
    }

    private static String name(String field) {
        return field.startsWith("[") ? field.substring(1, field.length() - 1).replace("][", ".") : field;
    }

    private static GrokField.Type type(@Nullable String type) {
        return switch (Optional.ofNullable(type).orElse("string").toLowerCase(Locale.ROOT)) {
            case "string" -> GrokField.Type.TEXT;
            case "int", "long" -> GrokField.Type.INT;
            case "float", "double" -> GrokField.Type.FLOAT;
            default ->
                throw KafkaLabException.usage(
                        "the type '%s' of a field is unknown; there are int, long, float, double and string"
                                .formatted(type));
        };
    }

    private static int endOfClass(String text, int from) {
        int depth = 0;
        for (int at = from; at < text.length(); at++) {
            char c = text.charAt(at);
            if (c == '\\') {
                at++;
            } else if (c == '[') {
                depth++;
            } else if (c == ']' && at > from + 1 && !text.startsWith("[^]", at - 2)) {
                depth--;
                if (depth == 0) {
                    return at + 1;
                }
            }
        }
        throw KafkaLabException.usage("a class of characters is not closed in '%s'".formatted(text));
    }

    /** Writes {@code +} or {@code *} behind a class, so that it gives nothing back where that is the same. */
    private int writeRun(String text, int at, String one, @Nullable Character after) {
        if (at >= text.length() || "+*".indexOf(text.charAt(at)) < 0) {
            return at;
        }
        out.append(text.charAt(at));
        int next = at + 1;
        if (next < text.length() && "?+".indexOf(text.charAt(next)) >= 0) {
            return next; // it says itself how much it gives back
        }
        Character follows = following(text, next, after);
        if (follows != null && isOutside(one, follows)) {
            out.append('+');
        }
        return next;
    }

    private static boolean isOutside(String one, char c) {
        try {
            return !Pattern.matches(one, String.valueOf(c));
        } catch (java.util.regex.PatternSyntaxException e) {
            return false; // it is said when the whole is compiled
        }
    }

    /** The character that must come next, or null. */
    private static @Nullable Character following(String text, int from, @Nullable Character after) {
        int at = from;
        while (at < text.length() && (text.charAt(at) == '|' || text.charAt(at) == ')')) {
            int closing = text.charAt(at) == ')' ? at : closing(text, at);
            if (closing < 0) {
                return after;
            }
            at = closing + 1;
            if (at < text.length() && QUANTIFIERS.indexOf(text.charAt(at)) >= 0) {
                return null;
            }
        }
        if (at >= text.length()) {
            return after;
        }
        boolean escaped = text.charAt(at) == '\\' && at + 1 < text.length();
        char c = text.charAt(escaped ? at + 1 : at);
        boolean literal = escaped
                ? !Character.isLetterOrDigit(c)
                : (LITERAL.indexOf(c) >= 0 || Character.isLetterOrDigit(c)) && !text.startsWith("%{", at);
        int next = at + (escaped ? 2 : 1);
        boolean optional = next < text.length() && "?*{".indexOf(text.charAt(next)) >= 0;
        return literal && !optional ? Character.valueOf(c) : null;
    }

    /** Where the group in which an alternative begins is closed; -1 if it is in none. */
    private static int closing(String text, int from) {
        int depth = 0;
        for (int at = from; at < text.length(); at++) {
            char c = text.charAt(at);
            if (c == '\\') {
                at++;
            } else if (c == '[') {
                at = endOfClass(text, at) - 1;
            } else if (c == '(') {
                depth++;
            } else if (c == ')') {
                if (depth == 0) {
                    return at;
                }
                depth--;
            }
        }
        return -1;
    }
}
