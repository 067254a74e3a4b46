package dev.kafkalab.cli.command.coupon;

import dev.kafkalab.cli.connection.Database;
import dev.kafkalab.cli.coupon.OpenStores;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which servers are meant. There is no option for a password: others can read a command line. */
final class StoreOptions {
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

    @Option(
            names = "--redis-url",
            paramLabel = "URL",
            description = "redis://HOST:PORT (env KAFKA_LAB_REDIS_URL; default: the sandbox).")
    private @Nullable String redisUrl;

    @Option(
            names = {"-t", "--topic"},
            paramLabel = "TOPIC",
            description = "Of admitted requests (default: coupon.request).")
    private @Nullable String topic;

    OpenStores.Request request() {
        return new OpenStores.Request(
                new Database.Request(jdbcUrl, jdbcUser, jdbcPasswordFile), redisUrl, Optional.ofNullable(topic));
    }
}
