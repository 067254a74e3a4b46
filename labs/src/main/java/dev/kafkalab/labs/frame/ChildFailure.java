package dev.kafkalab.labs.frame;

import dev.kafkalab.KafkaLabException;
import java.util.Optional;
import org.apache.kafka.common.errors.AuthenticationException;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.RetriableException;

/**
 * Why a child ended, as a line by which it tells its parent: {@code failed <kind> <message>}.
 *
 * @param kind {@link #REFUSED}, {@link #BROKEN} or the name of a {@link KafkaLabException.Reason}
 * @param message one line
 */
record ChildFailure(String kind, String message) {
    private static final String WORD = "failed ";
    /** The brokers do not let us. */
    private static final String REFUSED = "REFUSED";
    /** A fault of ours. */
    private static final String BROKEN = "BROKEN";

    static ChildFailure of(Throwable failure) {
        for (Throwable each = failure; each != null; each = each.getCause()) {
            if (each instanceof AuthenticationException || each instanceof AuthorizationException) {
                return new ChildFailure(REFUSED, message(each));
            } else if (each instanceof KafkaLabException ours) {
                return new ChildFailure(ours.reason().name(), message(each));
            } else if (each instanceof RetriableException) {
                return new ChildFailure(KafkaLabException.Reason.UNREACHABLE.name(), message(each));
            }
        }
        return new ChildFailure(BROKEN, failure.getClass().getSimpleName() + ": " + message(failure));
    }

    private static String message(Throwable failure) {
        String message =
                String.valueOf(failure.getMessage()).lines().findFirst().orElse("");
        return message.endsWith(".") ? message.substring(0, message.length() - 1) : message;
    }

    static Optional<ChildFailure> in(String line) {
        if (!line.startsWith(WORD)) {
            return Optional.empty();
        }
        String[] parts = line.split(" ", 3);
        return parts.length < 3 ? Optional.empty() : Optional.of(new ChildFailure(parts[1], parts[2]));
    }

    String line() {
        return WORD + kind + " " + message;
    }

    /** What the parent throws. @param who the process */
    RuntimeException thrown(String who) {
        String text = who + " failed: " + message;
        return switch (kind) {
            case REFUSED -> new AuthorizationException(text);
            case BROKEN -> new IllegalStateException(text);
            default -> new KafkaLabException(KafkaLabException.Reason.valueOf(kind), text);
        };
    }
}
