package dev.kafkalab.labs.logs.parse;

import dev.kafkalab.labs.logs.grok.Grok;
import dev.kafkalab.labs.logs.grok.GrokField;
import dev.kafkalab.labs.logs.grok.GrokMatcher;
import dev.kafkalab.labs.logs.grok.TooManyStepsException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Takes lines apart by an expression of grok. Bytes are looked at as if each were a character, so that places in the text are
 * places in the line; an expression that names other characters looks at the characters of UTF-8. Of one thread.
 */
final class GrokParser implements LineParser {
    private static final int LONGEST_NUMBER = 18;
    /** As JSON has it. */
    private static final Pattern DECIMAL = Pattern.compile("-?(?:0|[1-9][0-9]*)(?:\\.[0-9]+)?(?:[eE][+-]?[0-9]{1,3})?");

    private final GrokMatcher matcher;
    private final List<Field> fields;
    /** For each field, that of the first group with its name. */
    private final int[] first;

    private final DateRule dates;
    private final boolean bytewise;
    /** The date of the line before: neighbours often have the same. */
    private String lastDate = "";

    private EventTime lastTime = new EventTime(0, 0);

    GrokParser(Grok grok, DateRule dates) {
        this.matcher = grok.matcher();
        this.dates = dates;
        this.bytewise = grok.regex().chars().allMatch(c -> c < 0x80);
        List<String> names = grok.fields().stream().map(GrokField::name).toList();
        this.first = names.stream().mapToInt(names::indexOf).toArray();
        this.fields = new ArrayList<>();
        for (GrokField field : grok.fields()) {
            fields.add(known(
                    new Field(field.name(), Field.Type.valueOf(field.type().name()))));
        }
    }

    /** The very fields of access logs, which the parts of a request are derived from. */
    private static Field known(Field field) {
        return switch (field.name()) {
            case "client" -> AccessFields.CLIENT;
            case "request" -> AccessFields.REQUEST;
            case "status" -> AccessFields.STATUS;
            case "bytes" -> AccessFields.BYTES;
            case "micros" -> AccessFields.MICROS;
            case "response" -> Field.integer("response");
            default -> field;
        };
    }

    @Override
    public void parse(byte[] line, int from, int to, ParsedLine into) throws UnmatchedLineException {
        into.clear();
        String text =
                new String(line, from, to - from, bytewise ? StandardCharsets.ISO_8859_1 : StandardCharsets.UTF_8);
        if (!find(text)) {
            throw new UnmatchedLineException("does not match the pattern");
        }
        boolean[] taken = new boolean[first.length];
        for (int i = 0; i < first.length; i++) {
            int start = matcher.start(i);
            if (start >= 0 && !taken[first[i]]) {
                taken[first[i]] = true;
                add(fields.get(i), line, from, text, start, matcher.end(i), into);
            }
        }
        if (dates.required() && into.time() == ParsedLine.NO_TIME) {
            throw new UnmatchedLineException("has no date where the pattern looks for it");
        }
        AccessFields.derive(into);
    }

    private boolean find(String text) throws UnmatchedLineException {
        try {
            return matcher.find(text);
        } catch (TooManyStepsException | StackOverflowError e) {
            throw new UnmatchedLineException(
                    e instanceof TooManyStepsException
                            ? String.valueOf(e.getMessage())
                            : "is too long for the pattern");
        }
    }

    private void add(Field field, byte[] line, int from, String text, int start, int end, ParsedLine into)
            throws UnmatchedLineException {
        if (dates.isTime(field.name())) {
            if (!text.regionMatches(start, lastDate, 0, lastDate.length()) || end - start != lastDate.length()) {
                String date = text.substring(start, end);
                lastTime = dates.read(date);
                lastDate = date;
            }
            into.time(lastTime.millis(), lastTime.day());
        } else if (end == start + 1 && text.charAt(start) == '-') {
            // falls through: that is how access logs write that there is nothing
        } else if (bytewise) {
            check(field, text, start, end);
            into.add(field, line, from + start, from + end);
        } else {
            check(field, text, start, end);
            byte[] value = text.substring(start, end).getBytes(StandardCharsets.UTF_8);
            into.add(field, value, 0, value.length);
        }
    }

    /** What goes into JSON as a number must be one. */
    private static void check(Field field, String text, int start, int end) throws UnmatchedLineException {
        if (field.type() == Field.Type.TEXT) {
            return;
        }
        boolean number = field.type() == Field.Type.INT
                ? isInteger(text, start, end)
                : DECIMAL.matcher(text.substring(start, end)).matches();
        if (!number) {
            throw new UnmatchedLineException("the field %s is no number".formatted(field.name()));
        }
    }

    private static boolean isInteger(String text, int start, int end) {
        int digits = start < end && "+-".indexOf(text.charAt(start)) >= 0 ? start + 1 : start;
        for (int i = digits; i < end; i++) {
            if (text.charAt(i) < '0' || text.charAt(i) > '9') {
                return false;
            }
        }
        return end > digits && end - digits <= LONGEST_NUMBER;
    }
}
