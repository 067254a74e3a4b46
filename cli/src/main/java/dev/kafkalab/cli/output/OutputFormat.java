package dev.kafkalab.cli.output;

/** How rows are printed. */
public enum OutputFormat {
    TABLE,
    JSON,
    JSONL,
    CSV,
    YAML
}
