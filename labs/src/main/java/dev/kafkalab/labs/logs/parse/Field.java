package dev.kafkalab.labs.logs.parse;

/**
 * A field of a document.
 *
 * @param name dots make objects of it
 * @param type how its text is written into JSON
 */
public record Field(String name, Type type) {
    /** What a text is taken for. */
    public enum Type {
        TEXT,
        /** Digits, with a sign or without. */
        INT,
        /** A decimal number. */
        FLOAT
    }

    static Field text(String name) {
        return new Field(name, Type.TEXT);
    }

    static Field integer(String name) {
        return new Field(name, Type.INT);
    }
}
