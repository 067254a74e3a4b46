package dev.kafkalab.sandbox;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/** The kinds of server a sandbox can hold, in the order they are shown. */
public enum ServerKind {
    KAFKA,
    MYSQL,
    REDIS,
    MONGO,
    ELASTICSEARCH;

    /** The name users type: lower case. */
    public String id() {
        return name().toLowerCase(Locale.ROOT);
    }

    /**
     * The kind named {@code id}, in any case.
     *
     * @throws SandboxException if there is none; the message lists the known ones
     */
    public static ServerKind of(String id) {
        return Arrays.stream(values())
                .filter(kind -> kind.id().equals(id.strip().toLowerCase(Locale.ROOT)))
                .findFirst()
                .orElseThrow(() -> SandboxException.notFound("no server is called '%s'; known: %s"
                        .formatted(
                                id, Arrays.stream(values()).map(ServerKind::id).collect(Collectors.joining(", ")))));
    }
}
