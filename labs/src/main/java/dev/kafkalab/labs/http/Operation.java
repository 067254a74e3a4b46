package dev.kafkalab.labs.http;

/**
 * A method and a path, as documents and routes name it.
 *
 * @param method upper case
 * @param path with its parameters in braces
 */
record Operation(String method, String path) implements Comparable<Operation> {
    Operation {
        if (!path.startsWith("/")) {
            throw new IllegalArgumentException("a path begins with a slash, not as '" + path + "'");
        }
    }

    @Override
    public int compareTo(Operation other) {
        return toString().compareTo(other.toString());
    }

    @Override
    public String toString() {
        return method + " " + path;
    }
}
