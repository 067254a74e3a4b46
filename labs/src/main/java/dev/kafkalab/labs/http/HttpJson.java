package dev.kafkalab.labs.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonMappingException.Reference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.cfg.CoercionAction;
import com.fasterxml.jackson.databind.cfg.CoercionInputShape;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.type.LogicalType;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.io.IOException;
import java.time.temporal.Temporal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** JSON of requests and answers. A number is not text and text is not a number; moments are ISO 8601 text. Thread-safe. */
final class HttpJson {
    private static final JsonMapper MAPPER = JsonMapper.builder()
            .addModule(new JavaTimeModule())
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
            .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
            .withCoercionConfig(
                    LogicalType.Textual,
                    text -> text.setCoercion(CoercionInputShape.Integer, CoercionAction.Fail)
                            .setCoercion(CoercionInputShape.Float, CoercionAction.Fail)
                            .setCoercion(CoercionInputShape.Boolean, CoercionAction.Fail))
            .build();

    private HttpJson() {}

    static byte[] write(Object value) {
        try {
            return MAPPER.writeValueAsBytes(value);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("not JSON: " + value.getClass(), e);
        }
    }

    /** @throws ProblemException 400 */
    static <T> T read(byte[] body, Class<T> type) {
        if (body.length == 0) {
            throw new ProblemException(Problem.of(400, "the body is empty; it must be JSON"));
        }
        try {
            T value = MAPPER.readValue(body, type);
            if (value != null) {
                return value;
            }
            throw new ProblemException(Problem.of(400, "the body is null; it must be a JSON object"));
        } catch (MismatchedInputException e) {
            throw new ProblemException(Problem.invalid(allErrors(body, type, e)), e);
        } catch (JsonProcessingException e) {
            throw new ProblemException(Problem.of(400, "the body is not JSON" + place(e)), e);
        } catch (IOException e) {
            throw new ProblemException(Problem.of(400, "the body is not JSON"), e);
        }
    }

    /** Takes out what does not fit, one by one, until the rest fits. */
    private static List<FieldError> allErrors(byte[] body, Class<?> type, MismatchedInputException first) {
        List<FieldError> errors = new ArrayList<>();
        try {
            JsonNode tree = MAPPER.readTree(body);
            @Nullable MismatchedInputException next = first;
            while (next != null && isNew(errors, next)) {
                errors.add(error(next));
                takeOut(tree, next.getPath());
                next = mismatch(tree, type);
            }
            return errors;
        } catch (IOException e) {
            // It goes wrong further on, too: what follows the value, or a value that does not end.
            throw new ProblemException(Problem.of(400, "the body is not JSON"), e);
        }
    }

    private static boolean isNew(List<FieldError> errors, MismatchedInputException mismatch) {
        String field = field(mismatch.getPath());
        return errors.isEmpty()
                || !field.isEmpty()
                        && errors.stream().noneMatch(error -> error.field().equals(field));
    }

    private static @Nullable MismatchedInputException mismatch(JsonNode tree, Class<?> type)
            throws JsonProcessingException {
        try {
            Object fits = MAPPER.treeToValue(tree, type);
            assert fits != null;
            return null;
        } catch (MismatchedInputException e) {
            return e;
        }
    }

    private static void takeOut(JsonNode tree, List<Reference> path) {
        JsonNode parent = tree;
        for (Reference step : path.subList(0, Math.max(0, path.size() - 1))) {
            parent = step.getFieldName() == null ? parent.path(step.getIndex()) : parent.path(step.getFieldName());
        }
        if (!path.isEmpty()) {
            Reference last = path.get(path.size() - 1);
            if (parent instanceof ObjectNode object) {
                object.putNull(last.getFieldName());
            } else if (parent instanceof ArrayNode array) {
                array.setNull(last.getIndex());
            }
        }
    }

    private static FieldError error(MismatchedInputException mismatch) {
        String field = field(mismatch.getPath());
        return new FieldError(field.isEmpty() ? "body" : field, "must be " + expected(mismatch.getTargetType()));
    }

    private static String expected(@Nullable Class<?> type) {
        if (type == null) {
            return "something else";
        } else if (type == String.class) {
            return "text";
        } else if (type == boolean.class || type == Boolean.class) {
            return "true or false";
        } else if (type == double.class || type == Double.class || type == float.class || type == Float.class) {
            return "a number";
        } else if (type.isPrimitive() || Number.class.isAssignableFrom(type)) {
            return "a whole number";
        } else if (Temporal.class.isAssignableFrom(type)) {
            return "a moment, as 2026-01-31T12:00:00Z";
        } else if (type.isEnum()) {
            return "one of " + Arrays.toString(type.getEnumConstants());
        } else if (type.isArray() || Collection.class.isAssignableFrom(type)) {
            return "a list";
        }
        return "an object";
    }

    private static String field(List<Reference> path) {
        StringBuilder field = new StringBuilder();
        for (Reference step : path) {
            if (step.getFieldName() == null) {
                field.append('[').append(step.getIndex()).append(']');
            } else {
                field.append(field.length() == 0 ? "" : ".").append(step.getFieldName());
            }
        }
        return field.toString();
    }

    private static String place(JsonProcessingException e) {
        if (e instanceof JsonMappingException || e.getLocation() == null) {
            return "";
        }
        return ": look at line " + e.getLocation().getLineNr() + ", column "
                + e.getLocation().getColumnNr();
    }
}
