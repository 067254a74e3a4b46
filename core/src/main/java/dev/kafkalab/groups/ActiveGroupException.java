package dev.kafkalab.groups;

import dev.kafkalab.KafkaLabException;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A group has members, and what was asked needs it to have none. Nothing was changed. */
public final class ActiveGroupException extends KafkaLabException {
    private static final long serialVersionUID = 1L;

    private final String group;
    private final transient List<Member> members;

    public ActiveGroupException(String group, String state, List<Member> members, @Nullable Throwable cause) {
        super(
                Reason.PRECONDITION,
                "group '%s' is active (%s); stop its members first: %s"
                        .formatted(
                                group,
                                state,
                                members.isEmpty()
                                        ? "none is known yet, try again"
                                        : members.stream().map(Member::label).collect(Collectors.joining(", "))),
                cause);
        this.group = group;
        this.members = List.copyOf(members);
    }

    public String group() {
        return group;
    }

    public List<Member> members() {
        return members;
    }
}
