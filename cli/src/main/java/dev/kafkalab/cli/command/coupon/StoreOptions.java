package dev.kafkalab.cli.command.coupon;

import dev.kafkalab.cli.command.option.DatabaseOptions;
import dev.kafkalab.cli.command.option.RedisOption;
import dev.kafkalab.cli.coupon.OpenStores;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Which servers are meant, and which topic. */
final class StoreOptions {
    @Mixin
    private DatabaseOptions database = new DatabaseOptions();

    @Mixin
    private RedisOption redis = new RedisOption();

    @Option(
            names = {"-t", "--topic"},
            paramLabel = "TOPIC",
            description = "Of admitted requests (default: coupon.request).")
    private @Nullable String topic;

    OpenStores.Request request() {
        return new OpenStores.Request(database.request(), redis.url(), Optional.ofNullable(topic));
    }
}
