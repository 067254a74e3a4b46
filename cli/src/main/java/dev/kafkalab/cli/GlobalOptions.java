package dev.kafkalab.cli;

import dev.kafkalab.cli.output.OutputFormat;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;

/** Options every subcommand takes, before or after its name. */
public final class GlobalOptions {
    @Option(
            names = {"-b", "--bootstrap-server"},
            scope = ScopeType.INHERIT,
            paramLabel = "HOST:PORT",
            description = "Brokers to connect to (env KAFKA_LAB_BOOTSTRAP_SERVER; default: the running sandbox).")
    @Nullable
    String bootstrapServer;

    @Option(
            names = "--profile",
            scope = ScopeType.INHERIT,
            paramLabel = "NAME",
            description = "Named set of addresses and client properties.")
    @Nullable
    String profile;

    @Option(
            names = "--command-config",
            scope = ScopeType.INHERIT,
            paramLabel = "FILE",
            description = "Client properties, as Kafka's own scripts take them.")
    @Nullable
    Path commandConfig;

    @Option(
            names = {"-X", "--command-property"},
            scope = ScopeType.INHERIT,
            paramLabel = "KEY=VALUE",
            description = "One client property; may be repeated.")
    Map<String, String> commandProperties = new LinkedHashMap<>();

    @Option(
            names = "--timeout",
            scope = ScopeType.INHERIT,
            paramLabel = "DURATION",
            description = "How long to wait for brokers, such as 500ms, 5s, 2m.")
    @Nullable
    Duration timeout;

    @Option(
            names = "--output",
            scope = ScopeType.INHERIT,
            paramLabel = "FORMAT",
            description = "table, json, jsonl, csv or yaml (default: table).")
    OutputFormat output = OutputFormat.TABLE;

    @Option(
            names = "--color",
            scope = ScopeType.INHERIT,
            paramLabel = "WHEN",
            description = "auto, always or never (default: auto; NO_COLOR is honoured).")
    ColorMode color = ColorMode.AUTO;

    @Option(
            names = {"-q", "--quiet"},
            scope = ScopeType.INHERIT,
            description = "No progress, no summary.")
    boolean quiet;

    @Option(
            names = {"-v", "--verbose"},
            scope = ScopeType.INHERIT,
            description = "Add the chain of causes to an error.")
    boolean verbose;

    /** When to colour. */
    enum ColorMode {
        AUTO,
        ALWAYS,
        NEVER
    }
}
