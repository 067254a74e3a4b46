package dev.kafkalab.labs.http;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/**
 * Collects what is wrong with a request, so that it is said at once and not one by one. Not thread-safe.
 *
 * <pre>{@code
 * Validation validation = new Validation();
 * validation.that(!title.isBlank(), "title", "must not be empty");
 * long page = validation.take(() -> request.query("page").wholeNumber(0, 1000), 0L);
 * validation.end();
 * }</pre>
 */
public final class Validation {
    private final List<FieldError> errors = new ArrayList<>();

    /** @param message continues the field's name: {@code must be …} */
    public Validation that(boolean holds, String field, String message) {
        if (!holds) {
            errors.add(new FieldError(field, message));
        }
        return this;
    }

    /** The value, or {@code otherwise} for now if it is not valid. */
    public <T> T take(Supplier<T> value, T otherwise) {
        try {
            return value.get();
        } catch (ProblemException e) {
            if (e.problem().errors().isEmpty()) {
                throw e;
            }
            errors.addAll(e.problem().errors());
            return otherwise;
        }
    }

    /** @throws ProblemException 400 if anything was wrong */
    public void end() {
        if (!errors.isEmpty()) {
            throw new ProblemException(Problem.invalid(errors));
        }
    }
}
