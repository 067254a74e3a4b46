package dev.kafkalab.labs.logs.grok;

/**
 * What one group of an expression is called.
 *
 * @param name {@code [a][b]} of Logstash is {@code a.b} here
 */
public record GrokField(String name, Type type) {
    /** What its text is taken for. */
    public enum Type {
        TEXT,
        INT,
        FLOAT
    }
}
