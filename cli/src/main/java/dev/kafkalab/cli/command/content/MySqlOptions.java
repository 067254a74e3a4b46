package dev.kafkalab.cli.command.content;

import dev.kafkalab.cli.CommandContext;
import dev.kafkalab.cli.command.option.DatabaseOptions;
import dev.kafkalab.cli.connection.Database;
import dev.kafkalab.labs.content.ContentStores;
import picocli.CommandLine.Mixin;

/** Which MySQL posts are written to. */
final class MySqlOptions {
    @Mixin
    private DatabaseOptions options = new DatabaseOptions();

    ContentStores.MySql in(CommandContext context) {
        Database database = options.in(context);
        return new ContentStores.MySql(database.url(), database.user(), database.password());
    }
}
