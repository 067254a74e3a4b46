package dev.kafkalab.labs.frame;

/** A language in which labs speak. */
public enum Language {
    EN(""),
    KO("_ko");

    private final String suffix;

    Language(String suffix) {
        this.suffix = suffix;
    }

    /** A file of that name in this language: {@code explain.md} is {@code explain_ko.md}. */
    String file(String name) {
        int dot = name.lastIndexOf('.');
        return name.substring(0, dot) + suffix + name.substring(dot);
    }
}
