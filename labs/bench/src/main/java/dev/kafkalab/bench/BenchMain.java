package dev.kafkalab.bench;

import java.util.concurrent.Callable;
import picocli.CommandLine;

/** Runs a benchmark as a process: what was asked wrongly is one line and exit code 2, what failed one line and 1. */
public final class BenchMain {
    private BenchMain() {}

    /** Ends the JVM. */
    public static void run(Callable<Integer> bench, String[] arguments) {
        System.exit(new CommandLine(bench)
                .setExecutionExceptionHandler((e, command, parsed) -> {
                    boolean usage = e instanceof IllegalArgumentException;
                    command.getErr().println("bench: " + (usage ? e.getMessage() : e));
                    return usage ? 2 : 1;
                })
                .execute(arguments));
    }
}
