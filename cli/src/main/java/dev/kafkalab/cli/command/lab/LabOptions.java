package dev.kafkalab.cli.command.lab;

import dev.kafkalab.labs.frame.Language;
import dev.kafkalab.sandbox.SandboxHome;
import picocli.CommandLine.Option;

/** Options of everything that has to do with labs. */
final class LabOptions {
    @Option(names = "--lang", paramLabel = "en|ko", description = "The language (default: ${DEFAULT-VALUE}).")
    Language language = Language.EN;

    @Option(
            names = "--sandbox",
            paramLabel = "NAME",
            description = "The servers to use, started if need be (default: ${DEFAULT-VALUE}); -b names other brokers.")
    String sandbox = SandboxHome.DEFAULT_NAME;
}
