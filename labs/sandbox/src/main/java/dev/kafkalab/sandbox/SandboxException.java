package dev.kafkalab.sandbox;

import org.jspecify.annotations.Nullable;

/**
 * The root of what the sandbox throws. The message is one line a user can act on: what failed, the value, the way out.
 */
public final class SandboxException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** What kind of failure it is; a command line turns it into an exit code. */
    public enum Reason {
        /** A server, sandbox or file that was named does not exist. */
        NOT_FOUND,
        /** The state of the sandbox or of the machine forbids it: port taken, disk full, other layout on disk. */
        PRECONDITION,
        /** A server did not start, does not answer, or could not be fetched. */
        UNREACHABLE,
        /** The argument itself is wrong. */
        USAGE
    }

    private final Reason reason;

    public SandboxException(Reason reason, String message, @Nullable Throwable cause) {
        super(message, cause);
        this.reason = reason;
    }

    public Reason reason() {
        return reason;
    }

    public static SandboxException notFound(String message) {
        return new SandboxException(Reason.NOT_FOUND, message, null);
    }

    public static SandboxException precondition(String message) {
        return new SandboxException(Reason.PRECONDITION, message, null);
    }

    public static SandboxException unreachable(String message) {
        return new SandboxException(Reason.UNREACHABLE, message, null);
    }

    public static SandboxException unreachable(String message, Throwable cause) {
        return new SandboxException(Reason.UNREACHABLE, message, cause);
    }

    public static SandboxException usage(String message) {
        return new SandboxException(Reason.USAGE, message, null);
    }
}
