package dev.kafkalab.cli.command.option;

import dev.kafkalab.cli.CommandContext;
import dev.kafkalab.cli.connection.Store;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which Elasticsearch is meant; the sandbox's unless something else is named. */
public final class ElasticsearchOption {
    @Option(
            names = "--elasticsearch-url",
            paramLabel = "URL",
            description = "http://HOST:PORT (env KAFKA_LAB_ELASTICSEARCH_URL; default: the sandbox).")
    private @Nullable String url;

    public String in(CommandContext context) {
        return context.store(Store.ELASTICSEARCH, url);
    }
}
