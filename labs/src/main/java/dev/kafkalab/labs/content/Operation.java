package dev.kafkalab.labs.content;

/** What became of a post. */
public enum Operation {
    CREATE,
    UPDATE,
    DELETE
}
