package dev.kafkalab.sandbox.fetch;

import dev.kafkalab.sandbox.SandboxException;

/** The one line that says what could not be fetched, why, and the way out. */
final class Unfetched {
    private static final String WAY_OUT = "; check the network or the mirror, proxy and offline switch in Maven's "
            + "settings.xml, or start what needs no download: sandbox up --only kafka,redis,mongo";

    private Unfetched() {}

    static SandboxException because(String what, Throwable cause) {
        return SandboxException.unreachable("cannot fetch " + what + ": " + rootOf(cause) + WAY_OUT, cause);
    }

    static SandboxException because(String what, String reason) {
        return SandboxException.unreachable("cannot fetch " + what + ": " + reason + WAY_OUT);
    }

    /** The innermost message, one line; the name of the exception where it says nothing by itself. */
    static String rootOf(Throwable cause) {
        Throwable root = cause;
        while (root.getCause() != null && root.getCause() != root) {
            root = root.getCause();
        }
        String message = root.getMessage();
        String name = root.getClass().getSimpleName();
        if (message == null || message.isBlank()) {
            return name;
        }
        String line = message.lines().findFirst().orElse(name);
        return root instanceof java.net.UnknownHostException ? "unknown host " + line : line;
    }
}
