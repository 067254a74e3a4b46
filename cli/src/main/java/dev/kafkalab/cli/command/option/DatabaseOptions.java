package dev.kafkalab.cli.command.option;

import dev.kafkalab.cli.CommandContext;
import dev.kafkalab.cli.connection.Database;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/**
 * Which MySQL is meant; the sandbox's unless something else is named. There is no option for the password itself: others can
 * read a command line.
 */
public final class DatabaseOptions {
    @Option(
            names = "--jdbc-url",
            paramLabel = "URL",
            description =
                    "jdbc:mysql://HOST:PORT/DATABASE, of the primary (env KAFKA_LAB_MYSQL_URL; default: the sandbox).")
    private @Nullable String url;

    @Option(
            names = "--jdbc-user",
            paramLabel = "USER",
            description = "Who we are there (env KAFKA_LAB_MYSQL_USER; default: the sandbox's user).")
    private @Nullable String user;

    @Option(
            names = "--jdbc-password-file",
            paramLabel = "FILE",
            description = "Its first line is the password (or env KAFKA_LAB_MYSQL_PASSWORD).")
    private @Nullable Path passwordFile;

    public Database.Request request() {
        return new Database.Request(url, user, passwordFile);
    }

    public Database in(CommandContext context) {
        return context.database(request());
    }
}
