package dev.kafkalab.cli;

/** Whoever read standard output has gone ({@code | head}); the command ends quietly. */
public final class OutputClosedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    OutputClosedException() {
        super("standard output was closed");
    }
}
