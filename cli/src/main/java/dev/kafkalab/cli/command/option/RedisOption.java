package dev.kafkalab.cli.command.option;

import dev.kafkalab.cli.CommandContext;
import dev.kafkalab.cli.connection.Store;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which Redis is meant; the sandbox's unless something else is named. */
public final class RedisOption {
    @Option(
            names = "--redis-url",
            paramLabel = "URL",
            description = "redis://HOST:PORT (env KAFKA_LAB_REDIS_URL; default: the sandbox).")
    private @Nullable String url;

    /** As it was given. */
    public @Nullable String url() {
        return url;
    }

    public String in(CommandContext context) {
        return context.store(Store.REDIS, url);
    }
}
