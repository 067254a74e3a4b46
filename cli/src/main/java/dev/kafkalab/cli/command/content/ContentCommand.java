package dev.kafkalab.cli.command.content;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The content platform. */
@Command(
        name = "content",
        description = {
            "Write, read, search and follow posts: the content platform of the course, over MySQL, Kafka, MongoDB, Redis and "
                    + "Elasticsearch.",
            "What is written lies in MySQL at once, with its event; content workers carry it to where it is read. The same "
                    + "over HTTP: serve."
        },
        mixinStandardHelpOptions = true,
        subcommands = {
            CreateCommand.class,
            UpdateCommand.class,
            DeleteCommand.class,
            GetCommand.class,
            SearchCommand.class,
            FeedCommand.class,
            LoadCommand.class,
            VerifyCommand.class,
            TraceCommand.class,
            WorkersCommand.class
        })
public final class ContentCommand implements Runnable {
    @Spec
    private CommandSpec spec;

    @SuppressWarnings("NullAway.Init") // picocli sets spec
    ContentCommand() {}

    @Override
    public void run() {
        throw new ParameterException(
                spec.commandLine(),
                "name one of: " + String.join(", ", spec.subcommands().keySet()));
    }
}
