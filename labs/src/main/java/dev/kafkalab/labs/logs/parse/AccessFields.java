package dev.kafkalab.labs.logs.parse;

/** The fields of an access log, and those that are taken from others. */
final class AccessFields {
    static final Field CLIENT = Field.text("client");
    static final Field IDENT = Field.text("ident");
    static final Field USER = Field.text("user");
    static final Field REQUEST = Field.text("request");
    static final Field STATUS = Field.integer("status");
    static final Field BYTES = Field.integer("bytes");
    static final Field MICROS = Field.integer("micros");
    static final Field REFERER = Field.text("referer");
    static final Field AGENT = Field.text("agent");
    static final Field CLIENT_IP = Field.text("clientip");
    static final Field METHOD = Field.text("method");
    static final Field PATH = Field.text("path");
    static final Field QUERY = Field.text("query");
    static final Field VERSION = Field.text("httpVersion");

    private static final byte[] PROTOCOL = {'H', 'T', 'T', 'P', '/'};

    private AccessFields() {}

    /** Adds the address if the client is one, and the parts of the request if it has them. */
    static void derive(ParsedLine line) {
        int count = line.count();
        for (int i = 0; i < count; i++) {
            if (line.field(i) == CLIENT && IpAddress.is(line.bytes(i), line.from(i), line.to(i))) {
                line.add(CLIENT_IP, line.bytes(i), line.from(i), line.to(i));
            } else if (line.field(i) == REQUEST) {
                deriveRequest(line, line.bytes(i), line.from(i), line.to(i));
            }
        }
    }

    /** {@code METHOD TARGET} or {@code METHOD TARGET HTTP/VERSION}; nothing of anything else. */
    private static void deriveRequest(ParsedLine line, byte[] bytes, int from, int to) {
        int first = indexOf(bytes, ' ', from, to);
        if (first <= from) {
            return;
        }
        for (int i = from; i < first; i++) {
            if (bytes[i] < 'A' || bytes[i] > 'Z') {
                return;
            }
        }
        int target = first + 1;
        int last = indexOf(bytes, ' ', target, to);
        int end = last < 0 ? to : last;
        if (end == target || last >= 0 && !isProtocol(bytes, last + 1, to)) {
            return;
        }
        line.add(METHOD, bytes, from, first);
        int question = indexOf(bytes, '?', target, end);
        line.add(PATH, bytes, target, question < 0 ? end : question);
        if (question >= 0) {
            line.add(QUERY, bytes, question + 1, end);
        }
        if (last >= 0) {
            line.add(VERSION, bytes, last + 1 + PROTOCOL.length, to);
        }
    }

    private static boolean isProtocol(byte[] bytes, int from, int to) {
        if (to - from <= PROTOCOL.length) {
            return false;
        }
        for (int i = 0; i < PROTOCOL.length; i++) {
            if (bytes[from + i] != PROTOCOL[i]) {
                return false;
            }
        }
        return indexOf(bytes, ' ', from, to) < 0;
    }

    private static int indexOf(byte[] bytes, char c, int from, int to) {
        for (int i = from; i < to; i++) {
            if (bytes[i] == c) {
                return i;
            }
        }
        return -1;
    }
}
