package dev.kafkalab.cli.records;

import dev.kafkalab.cli.CommandException;
import dev.kafkalab.cli.ExitCode;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * A program that answers each line with a line, such as {@code sed -u} or {@code jq -c --unbuffered}. Thread-safe: one line
 * at a time. Closing it ends the program.
 */
final class LineFilter implements AutoCloseable {
    private static final long PATIENCE_SECONDS = 30;

    private final String command;
    private final Process process;
    private final OutputStream in;
    private final InputStream out;
    private final ExecutorService reader = Executors.newSingleThreadExecutor(task -> {
        Thread thread = new Thread(task, "line-filter");
        thread.setDaemon(true);
        return thread;
    });

    LineFilter(String command) {
        this.command = command;
        try {
            process = new ProcessBuilder("sh", "-c", command)
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start();
        } catch (IOException e) {
            throw new CommandException(
                    ExitCode.PRECONDITION, "--map " + command + " cannot be started: " + e.getMessage());
        }
        in = process.getOutputStream();
        out = new BufferedInputStream(process.getInputStream());
    }

    synchronized byte[] apply(byte[] line) throws InterruptedException {
        for (byte b : line) {
            if (b == '\n') {
                throw new CommandException(
                        ExitCode.PRECONDITION, "a value holds a line break; --map takes and gives one line a record");
            }
        }
        CompletableFuture<byte[]> answer = CompletableFuture.supplyAsync(this::readLine, reader);
        try {
            in.write(line);
            in.write('\n');
            in.flush();
            return answer.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (IOException | ExecutionException e) {
            throw new CommandException(
                    ExitCode.PRECONDITION,
                    "--map " + command + " ended before it answered; it must answer each line with one");
        } catch (TimeoutException e) {
            throw new CommandException(
                    ExitCode.PRECONDITION,
                    "--map " + command + " gave no line for a line within " + PATIENCE_SECONDS
                            + " s; let it flush each line, as sed -u and jq --unbuffered do");
        }
    }

    private byte[] readLine() {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        try {
            for (int b = out.read(); b != '\n'; b = out.read()) {
                if (b < 0) {
                    throw new IllegalStateException("no more lines");
                }
                line.write(b);
            }
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
        return line.toByteArray();
    }

    @Override
    public void close() {
        process.destroy();
        reader.shutdownNow();
    }
}
