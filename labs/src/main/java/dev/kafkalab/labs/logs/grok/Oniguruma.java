package dev.kafkalab.labs.logs.grok;

import dev.kafkalab.KafkaLabException;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What Oniguruma, which Logstash matches with, writes in another way than Java: hexadecimal digits and classes of POSIX. */
final class Oniguruma {
    private static final String HEX = "0-9A-Fa-f";
    private static final Pattern INSIDE = Pattern.compile("\\\\(.)|\\[:(\\^?)(\\w+):]", Pattern.DOTALL);
    private static final Map<String, String> POSIX = Map.ofEntries(
            Map.entry("alnum", "Alnum"),
            Map.entry("alpha", "Alpha"),
            Map.entry("ascii", "ASCII"),
            Map.entry("blank", "Blank"),
            Map.entry("cntrl", "Cntrl"),
            Map.entry("digit", "Digit"),
            Map.entry("graph", "Graph"),
            Map.entry("lower", "Lower"),
            Map.entry("print", "Print"),
            Map.entry("punct", "Punct"),
            Map.entry("space", "Space"),
            Map.entry("upper", "Upper"),
            Map.entry("xdigit", "XDigit"));

    private Oniguruma() {}

    /** @param one an escape or a class in brackets */
    static String toJava(String one) {
        if (!one.startsWith("[")) {
            return switch (one) {
                case "\\h" -> "[" + HEX + "]";
                case "\\H" -> "[^" + HEX + "]";
                default -> one;
            };
        }
        return INSIDE.matcher(one)
                .replaceAll(found -> Matcher.quoteReplacement(inside(found.group(), found.group(2), found.group(3))));
    }

    private static String inside(String all, @Nullable String not, @Nullable String name) {
        if (name == null) {
            return switch (all) {
                case "\\h" -> HEX;
                case "\\H" -> "[^" + HEX + "]";
                default -> all;
            };
        }
        boolean negated = "^".equals(not);
        if (name.equals("word")) {
            return negated ? "\\W" : "\\w";
        }
        String java = POSIX.get(name);
        if (java == null) {
            throw KafkaLabException.usage("there is no class of characters [:%s:]".formatted(name));
        }
        return (negated ? "\\P{" : "\\p{") + java + "}";
    }
}
