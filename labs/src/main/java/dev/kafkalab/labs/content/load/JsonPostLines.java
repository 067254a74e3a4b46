package dev.kafkalab.labs.content.load;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.kafkalab.labs.content.ContentJson;
import dev.kafkalab.labs.content.write.PostDraft;
import java.io.BufferedReader;
import java.io.IOException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** An object a line; empty lines are passed over. */
final class JsonPostLines implements PostLines {
    private static final ObjectReader JSON = ContentJson.mapper().reader();

    private final BufferedReader text;
    private long number;

    JsonPostLines(BufferedReader text) {
        this.text = text;
    }

    @Override
    public Optional<PostLine> next() throws IOException {
        for (String line = text.readLine(); line != null; line = text.readLine()) {
            number++;
            if (!line.isBlank()) {
                return Optional.of(parse(line));
            }
        }
        return Optional.empty();
    }

    private PostLine parse(String line) {
        if (line.length() > LONGEST_LINE) {
            return new PostLine.Malformed(number, "it has " + line.length() + " characters, more than a post may have");
        }
        try {
            return JSON.readTree(line) instanceof ObjectNode object
                    ? new PostLine.Draft(number, draft(object))
                    : new PostLine.Malformed(number, "it is no JSON object");
        } catch (JsonProcessingException e) {
            return new PostLine.Malformed(
                    number, "it is no JSON; look at column " + e.getLocation().getColumnNr());
        } catch (NotOfThisKindException e) {
            return new PostLine.Malformed(number, String.valueOf(e.getMessage()));
        }
    }

    private static PostDraft draft(ObjectNode object) {
        return new PostDraft(
                text(object, "title"),
                text(object, "content"),
                wholeNumber(object, "userId"),
                wholeNumber(object, "categoryId"));
    }

    private static @Nullable String text(ObjectNode object, String field) {
        JsonNode value = object.path(field);
        if (value.isMissingNode() || value.isNull()) {
            return null;
        }
        if (!value.isTextual()) {
            throw new NotOfThisKindException(field + " must be text");
        }
        return value.textValue();
    }

    private static @Nullable Long wholeNumber(ObjectNode object, String field) {
        JsonNode value = object.path(field);
        if (value.isMissingNode() || value.isNull()) {
            return null;
        }
        if (!value.isIntegralNumber() || !value.canConvertToLong()) {
            throw new NotOfThisKindException(field + " must be a whole number");
        }
        return value.longValue();
    }

    @Override
    public void close() throws IOException {
        text.close();
    }
}
