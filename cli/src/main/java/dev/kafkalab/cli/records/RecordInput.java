package dev.kafkalab.cli.records;

import dev.kafkalab.cli.CommandException;
import dev.kafkalab.cli.ExitCode;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Where lines come from.
 *
 * @param name how messages call it; empty for standard input
 */
record RecordInput(String name, InputStream stream) implements AutoCloseable {
    /** Checks what {@code @file} and {@code -} name, so that nothing is sent if one of them cannot be read. */
    static void check(List<String> arguments) {
        for (String argument : arguments) {
            if (argument.equals("-")) {
                continue;
            }
            if (!argument.startsWith("@") || argument.length() == 1) {
                throw CommandException.usage("'" + argument + "' is no input; write @" + argument
                        + " to read a file, or - for standard input");
            }
            Path file = Path.of(argument.substring(1));
            if (!Files.exists(file)) {
                throw new CommandException(ExitCode.NOT_FOUND, "no file " + file + "; nothing was sent");
            }
            if (Files.isDirectory(file) || !Files.isReadable(file)) {
                throw new CommandException(ExitCode.NOT_FOUND, "cannot read " + file + "; nothing was sent");
            }
        }
    }

    static RecordInput open(String argument, InputStream standardInput) {
        if (argument.equals("-")) {
            return new RecordInput("", standardInput);
        }
        Path file = Path.of(argument.substring(1));
        try {
            return new RecordInput(file.toString(), Files.newInputStream(file));
        } catch (IOException e) {
            throw new CommandException(ExitCode.NOT_FOUND, "cannot read " + file + ": " + e.getMessage(), e);
        }
    }

    String line(long number) {
        return "line " + number + (name.isEmpty() ? "" : " of " + name);
    }

    @Override
    public void close() {
        try {
            stream.close();
        } catch (IOException e) {
            // It was only read.
        }
    }
}
