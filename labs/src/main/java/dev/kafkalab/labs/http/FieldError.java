package dev.kafkalab.labs.http;

/**
 * What is wrong with one part of a request.
 *
 * @param field a property of the body, such as {@code tags[0]}, or a parameter
 * @param message continues the field's name: {@code must be …}
 */
public record FieldError(String field, String message) {}
