package dev.kafkalab.cli.coupon;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import dev.kafkalab.cli.CommandContext;
import dev.kafkalab.cli.CommandException;
import dev.kafkalab.cli.connection.Connection;
import dev.kafkalab.cli.connection.Database;
import dev.kafkalab.cli.connection.Store;
import dev.kafkalab.labs.coupon.CouponNames;
import dev.kafkalab.labs.coupon.CouponStores;
import java.net.URI;
import java.net.URISyntaxException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** The servers of the coupon event, as options, environment, profile or sandbox name them. Whoever makes it closes it. */
public final class OpenStores implements AutoCloseable {
    private static final int CONNECTIONS = 4;
    private static final int REDIS_PORT = 6379;

    private final CouponStores stores;
    private final @Nullable HikariDataSource pool;

    /** What the command line said; empty: the standard. */
    public record Request(
            Database.Request database, @Nullable String redisUrl, Optional<String> topic) {}

    private OpenStores(CouponStores stores, @Nullable HikariDataSource pool) {
        this.stores = stores;
        this.pool = pool;
    }

    /** For a question or two: a connection each time. */
    public static OpenStores plain(CommandContext context, Request request) {
        return new OpenStores(stores(context, request, database(context, request)), null);
    }

    /**
     * For work that goes on: a pool of connections.
     *
     * @throws SQLException if MySQL does not answer now; later it may come and go
     */
    public static OpenStores pooled(CommandContext context, Request request) throws SQLException {
        DataSource plain = database(context, request);
        plain.getConnection().close();
        HikariDataSource pool = pool(context, plain);
        return new OpenStores(stores(context, request, pool), pool);
    }

    /** For a server, which waits for stores that are not up yet. */
    public static OpenStores patient(CommandContext context, Request request) {
        HikariDataSource pool = pool(context, database(context, request));
        return new OpenStores(stores(context, request, pool), pool);
    }

    private static HikariDataSource pool(CommandContext context, DataSource plain) {
        HikariConfig config = new HikariConfig();
        config.setDataSource(plain);
        config.setMaximumPoolSize(CONNECTIONS);
        config.setMinimumIdle(0);
        config.setInitializationFailTimeout(-1);
        config.setConnectionTimeout(Math.max(250, patience(context).toMillis())); // the least that it takes
        return new HikariDataSource(config);
    }

    private static Duration patience(CommandContext context) {
        return context.timeout(Connection.PATIENCE);
    }

    private static DataSource database(CommandContext context, Request request) {
        return context.database(request.database()).dataSource(patience(context));
    }

    private static CouponStores stores(CommandContext context, Request request, DataSource database) {
        CouponNames names = CouponNames.STANDARD;
        return new CouponStores(
                context.connection().properties(),
                database,
                redis(context, request),
                request.topic().map(names::withTopic).orElse(names));
    }

    private static URI redis(CommandContext context, Request request) {
        String address = context.store(Store.REDIS, request.redisUrl());
        try {
            URI url = new URI(address);
            if (url.getHost() == null) {
                throw new URISyntaxException("", "no host");
            }
            return url.getPort() > 0
                    ? url
                    : new URI(url.getScheme(), url.getUserInfo(), url.getHost(), REDIS_PORT, url.getPath(), null, null);
        } catch (URISyntaxException e) {
            // Not shown: it may hold a password.
            throw CommandException.usage("the address of Redis must be redis://HOST:PORT");
        }
    }

    public CouponStores stores() {
        return stores;
    }

    @Override
    public void close() {
        if (pool != null) {
            pool.close();
        }
    }
}
