package dev.kafkalab.cli.serve;

import dev.kafkalab.cli.CommandContext;
import dev.kafkalab.cli.connection.Database;
import dev.kafkalab.cli.connection.Store;
import dev.kafkalab.labs.content.ContentNames;
import dev.kafkalab.labs.content.ContentStores;
import dev.kafkalab.labs.content.api.ContentApi;
import dev.kafkalab.labs.content.inspect.ChatSettings;
import dev.kafkalab.labs.content.workers.RunningPlatform;
import dev.kafkalab.labs.http.HttpApi;
import java.util.Map;
import java.util.Optional;

/** The content platform on the stores that environment, profile or sandbox name. */
final class ServedContent {
    private ServedContent() {}

    static HttpApi open(CommandContext context, boolean workers) {
        Database database = context.database(new Database.Request(null, null, null));
        ContentStores stores = new ContentStores(
                workers ? context.connection().properties() : Map.of(),
                new ContentStores.MySql(database.url(), database.user(), database.password()),
                context.store(Store.MONGO, null),
                context.store(Store.REDIS, null),
                context.store(Store.ELASTICSEARCH, null));
        ContentNames names = ContentNames.standard();
        Optional<RunningPlatform> platform = workers
                ? Optional.of(RunningPlatform.start(stores, names, ChatSettings.of(context.environment())))
                : Optional.empty();
        return ContentApi.open(stores, names, platform);
    }
}
