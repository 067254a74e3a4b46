package dev.kafkalab.cli.command.content;

import dev.kafkalab.cli.CommandException;
import dev.kafkalab.labs.content.ContentNames;
import picocli.CommandLine.Option;

/** Which of several platforms on the same servers is meant. */
final class PrefixOption {
    @Option(
            names = "--prefix",
            paramLabel = "TEXT",
            description = "What all its names begin with, such as those of a lab's run (default: nothing).")
    private String prefix = "";

    ContentNames names() {
        if (!prefix.matches("[a-z0-9-]{0,40}")) {
            throw CommandException.usage("--prefix is '" + prefix + "'; it must be small letters, digits and hyphens");
        }
        return new ContentNames(prefix);
    }
}
