package dev.kafkalab.labs.content.write;

import dev.kafkalab.KafkaLabException;
import java.util.List;
import java.util.stream.Collectors;

/** A post that may not be written; says all that is wrong with it at once. */
public final class InvalidPostException extends KafkaLabException {
    private static final long serialVersionUID = 1L;

    private final transient List<InvalidField> fields;

    /** @param fields at least one */
    public InvalidPostException(List<InvalidField> fields) {
        super(Reason.USAGE, fields.stream().map(InvalidField::toString).collect(Collectors.joining("; ")));
        this.fields = List.copyOf(fields);
    }

    public List<InvalidField> fields() {
        return fields;
    }
}
