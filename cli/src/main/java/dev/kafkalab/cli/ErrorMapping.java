package dev.kafkalab.cli;

import dev.kafkalab.KafkaLabException;
import dev.kafkalab.sandbox.SandboxException;
import java.util.Optional;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;

/** The one place where an exception becomes an exit code and a line on standard error. */
final class ErrorMapping implements IExecutionExceptionHandler {
    private final CommandContext context;

    ErrorMapping(CommandContext context) {
        this.context = context;
    }

    @Override
    public int handleExecutionException(Exception exception, CommandLine commandLine, ParseResult result)
            throws Exception {
        if (exception instanceof ParameterException wrong) {
            throw wrong;
        }
        if (exception instanceof OutputClosedException) {
            return ExitCode.OK;
        }
        Failure failure = failure(exception);
        context.out().flush();
        context.err().println("kafka-lab: " + failure.line());
        if (context.verbose()) {
            for (Throwable cause = exception; cause != null; cause = cause.getCause()) {
                context.err().println("  caused by " + cause);
            }
            if (failure.exitCode() == ExitCode.INTERNAL) {
                exception.printStackTrace(context.err());
            }
        }
        return failure.exitCode();
    }

    /** An exit code and its line. */
    record Failure(int exitCode, String line) {}

    private Failure failure(Exception exception) {
        if (exception instanceof CommandException known) {
            return new Failure(known.exitCode(), String.valueOf(known.getMessage()));
        }
        if (exception instanceof SandboxException sandbox) {
            int code = switch (sandbox.reason()) {
                case NOT_FOUND -> ExitCode.NOT_FOUND;
                case PRECONDITION -> ExitCode.PRECONDITION;
                case UNREACHABLE -> ExitCode.UNREACHABLE;
                case USAGE -> ExitCode.USAGE;
            };
            return new Failure(code, String.valueOf(sandbox.getMessage()));
        }
        Optional<Failure> ofDatabase = DatabaseErrors.failure(exception, context.lastDatabase());
        if (ofDatabase.isPresent()) {
            return ofDatabase.get();
        }
        if (exception instanceof KafkaLabException ours) {
            int code = switch (ours.reason()) {
                case USAGE -> ExitCode.USAGE;
                case NOT_FOUND -> ExitCode.NOT_FOUND;
                case PRECONDITION -> ExitCode.PRECONDITION;
                case PARTLY_FAILED -> ExitCode.PARTLY_FAILED;
                case UNREACHABLE -> ExitCode.UNREACHABLE;
            };
            return new Failure(code, String.valueOf(ours.getMessage()));
        }
        // Kafka's classes are only looked at once something failed: --help loads none of them.
        return KafkaErrors.failure(exception, context.lastConnection());
    }
}
