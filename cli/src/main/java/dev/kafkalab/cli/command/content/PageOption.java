package dev.kafkalab.cli.command.content;

import dev.kafkalab.cli.CommandException;
import picocli.CommandLine.Option;

/** Which page of a list. */
final class PageOption {
    @Option(names = "--page", paramLabel = "N", description = "From 0 (default: 0).")
    private int page;

    int page() {
        if (page < 0) {
            throw CommandException.usage("--page is " + page + "; it must be 0 or more");
        }
        return page;
    }
}
