package dev.kafkalab.labs.http;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonInclude.Include;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import io.undertow.util.StatusCodes;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What went wrong, in the form of RFC 9457, sent as {@code application/problem+json}.
 *
 * @param type {@code about:blank}: the status says what kind it is
 * @param title the status in words
 * @param detail one sentence about this request; never a secret or a stack trace
 * @param errors what is wrong with which part of the request
 * @param store the server that does not answer, with 503
 */
@JsonInclude(Include.NON_EMPTY)
@JsonPropertyOrder({"type", "title", "status", "detail", "errors", "store"})
public record Problem(
        String type,
        String title,
        int status,
        @Nullable String detail,
        List<FieldError> errors,
        @Nullable String store) {
    public Problem {
        if (status < 400 || status > 599) {
            throw new IllegalArgumentException("a problem has a status from 400 to 599, not " + status);
        }
        errors = List.copyOf(errors);
    }

    /** Any status that has no method of its own here. */
    public static Problem of(int status, @Nullable String detail) {
        return new Problem("about:blank", StatusCodes.getReason(status), status, detail, List.of(), null);
    }

    /** 400, with what is wrong with each field. */
    public static Problem invalid(List<FieldError> errors) {
        String detail = errors.size() == 1
                ? errors.get(0).field() + " " + errors.get(0).message()
                : errors.size() + " fields are not valid";
        return new Problem("about:blank", StatusCodes.getReason(400), 400, detail, errors, null);
    }

    /** 404. */
    public static Problem notFound(String detail) {
        return of(404, detail);
    }

    /** 503: a store does not answer. @param store such as {@code Redis} */
    public static Problem unavailable(String store) {
        return new Problem(
                "about:blank", StatusCodes.getReason(503), 503, store + " does not answer", List.of(), store);
    }
}
