package dev.kafkalab.cli.command.content;

import dev.kafkalab.cli.CommandContext;
import dev.kafkalab.cli.connection.Database;
import dev.kafkalab.labs.content.ContentStores;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which MySQL posts are written to; the sandbox's unless something else is named. */
final class MySqlOptions {
    @Option(
            names = "--jdbc-url",
            paramLabel = "URL",
            description = "jdbc:mysql://HOST:PORT/DATABASE (env KAFKA_LAB_MYSQL_URL; default: the sandbox).")
    private @Nullable String jdbcUrl;

    @Option(
            names = "--jdbc-user",
            paramLabel = "USER",
            description = "Who we are there (env KAFKA_LAB_MYSQL_USER; default: the sandbox's user).")
    private @Nullable String jdbcUser;

    @Option(
            names = "--jdbc-password-file",
            paramLabel = "FILE",
            description = "Its first line is the password (or env KAFKA_LAB_MYSQL_PASSWORD).")
    private @Nullable Path jdbcPasswordFile;

    ContentStores.MySql in(CommandContext context) {
        Database database = context.database(new Database.Request(jdbcUrl, jdbcUser, jdbcPasswordFile));
        return new ContentStores.MySql(database.url(), database.user(), database.password());
    }
}
