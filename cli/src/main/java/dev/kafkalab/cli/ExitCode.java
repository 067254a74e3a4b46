package dev.kafkalab.cli;

/** What the process ends with; scripts rely on these. */
public final class ExitCode {
    public static final int OK = 0;
    public static final int INTERNAL = 1;
    public static final int USAGE = 2;
    public static final int UNREACHABLE = 3;
    public static final int NOT_FOUND = 4;
    public static final int PRECONDITION = 5;
    public static final int PARTLY_FAILED = 6;
    public static final int CHECK_FAILED = 7;
    public static final int NOT_AUTHORISED = 8;
    public static final int TIMEOUT = 124;
    public static final int INTERRUPTED = 130;

    private ExitCode() {}
}
