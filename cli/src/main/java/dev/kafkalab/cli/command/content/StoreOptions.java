package dev.kafkalab.cli.command.content;

import dev.kafkalab.cli.CommandContext;
import dev.kafkalab.cli.command.option.ElasticsearchOption;
import dev.kafkalab.cli.command.option.RedisOption;
import dev.kafkalab.cli.connection.Store;
import dev.kafkalab.labs.content.ContentStores;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Which servers the platform's stores are on; the sandbox's unless something else is named. */
final class StoreOptions {
    @Mixin
    private MySqlOptions mysql = new MySqlOptions();

    @Option(
            names = "--mongo-url",
            paramLabel = "URL",
            description = "mongodb://HOST:PORT (env KAFKA_LAB_MONGO_URL; default: the sandbox's stand-in).")
    private @Nullable String mongo;

    @Mixin
    private RedisOption redis = new RedisOption();

    @Mixin
    private ElasticsearchOption elasticsearch = new ElasticsearchOption();

    ContentStores in(CommandContext context) {
        return stores(context, context.connection().properties());
    }

    /** For what asks no broker, so that none needs to run. */
    ContentStores withoutKafka(CommandContext context) {
        return stores(context, Map.of());
    }

    private ContentStores stores(CommandContext context, Map<String, Object> kafka) {
        return new ContentStores(
                kafka,
                mysql.in(context),
                context.store(Store.MONGO, mongo),
                redis.in(context),
                elasticsearch.in(context));
    }
}
