package dev.kafkalab.labs.content.write;

/**
 * What is wrong with one part of a post.
 *
 * @param field as JSON names it
 * @param message continues the field's name: {@code must be …}
 */
public record InvalidField(String field, String message) {
    @Override
    public String toString() {
        return field + " " + message;
    }
}
