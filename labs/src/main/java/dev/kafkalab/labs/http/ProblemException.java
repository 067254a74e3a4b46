package dev.kafkalab.labs.http;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Ends a request with a {@link Problem}. */
public final class ProblemException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient Problem problem;

    public ProblemException(Problem problem, @Nullable Throwable cause) {
        // It carries an answer and is thrown for bad input, which may come often: where from is of no interest.
        super(problem.detail(), cause, false, false);
        this.problem = problem;
    }

    public ProblemException(Problem problem) {
        this(problem, null);
    }

    /** 400 for one field. */
    public static ProblemException invalid(String field, String message) {
        return new ProblemException(Problem.invalid(List.of(new FieldError(field, message))));
    }

    /** 404. */
    public static ProblemException notFound(String detail) {
        return new ProblemException(Problem.notFound(detail));
    }

    /** 503. @param store such as {@code Redis} */
    public static ProblemException unavailable(String store, Throwable cause) {
        return new ProblemException(Problem.unavailable(store), cause);
    }

    public Problem problem() {
        return problem;
    }
}
