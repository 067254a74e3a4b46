package dev.kafkalab.labs.logs.parse;

import java.util.Set;

/**
 * Takes lines of an access log apart in one pass over their bytes: {@code client ident user [date] "request" status bytes},
 * then by shape {@code micros}, {@code "referer" "agent"}. What is {@code -} is absent. A quote inside quotes has a backslash
 * before it. The grok patterns {@code COMMONACCESSLOG}, {@code COMBINEDACCESSLOG} and {@code TOMCATACCESSLOG} say the same.
 *
 * <p>Of one thread.
 */
final class AccessLogScanner implements LineParser {
    private final Set<AccessLogShape> shapes;
    private final HttpDate date = new HttpDate();
    private int at;

    AccessLogScanner(Set<AccessLogShape> shapes) {
        this.shapes = shapes;
    }

    @Override
    public void parse(byte[] line, int from, int to, ParsedLine into) throws UnmatchedLineException {
        into.clear();
        at = from;
        word(line, to, into, AccessFields.CLIENT, "client");
        word(line, to, into, AccessFields.IDENT, "ident");
        word(line, to, into, AccessFields.USER, "user");
        date(line, to, into);
        expect(line, to, ' ', "the date");
        quoted(line, to, into, AccessFields.REQUEST, "request");
        expect(line, to, ' ', "the request");
        status(line, to, into);
        expect(line, to, ' ', "the status");
        number(line, to, into, AccessFields.BYTES, "bytes");
        AccessLogShape shape = tail(line, to, into);
        if (!shapes.contains(shape)) {
            throw new UnmatchedLineException("is of the format " + shape.name().toLowerCase(java.util.Locale.ROOT));
        }
        AccessFields.derive(into);
    }

    private AccessLogShape tail(byte[] line, int to, ParsedLine into) throws UnmatchedLineException {
        if (at == to) {
            return AccessLogShape.COMMON;
        }
        expect(line, to, ' ', "the bytes");
        AccessLogShape shape = AccessLogShape.COMBINED;
        if (at < to && line[at] != '"') {
            shape = AccessLogShape.TOMCAT;
            number(line, to, into, AccessFields.MICROS, "microseconds");
            expect(line, to, ' ', "the microseconds");
        }
        quoted(line, to, into, AccessFields.REFERER, "referer");
        expect(line, to, ' ', "the referer");
        quoted(line, to, into, AccessFields.AGENT, "agent");
        if (at != to) {
            throw new UnmatchedLineException("goes on after the agent");
        }
        return shape;
    }

    private void expect(byte[] line, int to, char c, String after) throws UnmatchedLineException {
        if (at >= to || line[at] != c) {
            throw new UnmatchedLineException((at >= to ? "ends after " : "has no space after ") + after);
        }
        at++;
    }

    private void word(byte[] line, int to, ParsedLine into, Field field, String what) throws UnmatchedLineException {
        int start = at;
        while (at < to && !isSpace(line[at])) {
            at++;
        }
        if (at == start || at == to || line[at] != ' ') {
            throw new UnmatchedLineException("has no " + what);
        }
        add(line, into, field, start, at);
        at++;
    }

    private static boolean isSpace(byte b) {
        return b == ' ' || b >= '\t' && b <= '\r';
    }

    private static void add(byte[] line, ParsedLine into, Field field, int start, int end) {
        if (end != start + 1 || line[start] != '-') {
            into.add(field, line, start, end);
        }
    }

    private void date(byte[] line, int to, ParsedLine into) throws UnmatchedLineException {
        int end = at + 1 + HttpDate.LENGTH;
        if (end >= to || line[at] != '[' || line[end] != ']') {
            throw new UnmatchedLineException("has no date like [31/Jan/2026:23:59:59 +0900]");
        }
        into.time(date.millis(line, at + 1), date.day());
        at = end + 1;
    }

    private void quoted(byte[] line, int to, ParsedLine into, Field field, String what) throws UnmatchedLineException {
        if (at >= to || line[at] != '"') {
            throw new UnmatchedLineException("has no quoted " + what);
        }
        int start = ++at;
        while (at < to && line[at] != '"') {
            at += line[at] == '\\' ? 2 : 1;
        }
        if (at >= to) {
            throw new UnmatchedLineException("the quotes of the " + what + " are not closed");
        }
        add(line, into, field, start, at);
        at++;
    }

    private void status(byte[] line, int to, ParsedLine into) throws UnmatchedLineException {
        int start = at;
        number(line, to, into, AccessFields.STATUS, "status");
        if (at - start != 3 && !(at - start == 1 && line[start] == '-')) {
            throw new UnmatchedLineException("the status has not three digits");
        }
    }

    private void number(byte[] line, int to, ParsedLine into, Field field, String what) throws UnmatchedLineException {
        int start = at;
        if (at < to && line[at] == '-') {
            at++;
            return;
        }
        while (at < to && line[at] >= '0' && line[at] <= '9') {
            at++;
        }
        if (at == start) {
            throw new UnmatchedLineException("has no number where the " + what + " should be");
        }
        if (at - start > 18) {
            throw new UnmatchedLineException("the number of " + what + " is too long");
        }
        into.add(field, line, start, at);
    }
}
