package dev.kafkalab.labs.content.work;

import com.mongodb.ConnectionString;
import com.mongodb.MongoClientSettings;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoDatabase;
import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import dev.kafkalab.labs.content.ContentStores;
import java.net.URI;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.apache.commons.pool2.impl.GenericObjectPoolConfig;
import org.apache.http.HttpHost;
import org.elasticsearch.client.RestClient;
import redis.clients.jedis.Connection;
import redis.clients.jedis.DefaultJedisClientConfig;
import redis.clients.jedis.HostAndPort;
import redis.clients.jedis.RedisClient;
import redis.clients.jedis.util.JedisURIHelper;

/**
 * Opens connections to the stores. None of these asks its server for anything yet, so that whoever needs it starts while it
 * is down; a server that does not answer is given up after some seconds. The caller closes what it opened.
 */
public final class StoreConnections {
    private static final String DATABASE = "campus";
    private static final int PATIENCE_MILLIS = 3_000;
    private static final int STATEMENT_PATIENCE_MILLIS = 30_000;
    /** A bulk request may take longer than a question. */
    private static final Duration BULK_PATIENCE = Duration.ofSeconds(60);

    /** How long a reader waits for a server that is there and stands still. */
    public static final Duration READER_PATIENCE = Duration.ofSeconds(5);

    private StoreConnections() {}

    /** @param connections at most */
    public static HikariDataSource mysql(ContentStores stores, int connections) {
        return mysql(stores.mysql(), connections);
    }

    /** @param connections at most */
    public static HikariDataSource mysql(ContentStores.MySql mysql, int connections) {
        return mysql(mysql, connections, Duration.ofMillis(PATIENCE_MILLIS));
    }

    /** @param connections at most @param patience how long a connection may be waited for */
    public static HikariDataSource mysql(ContentStores.MySql mysql, int connections, Duration patience) {
        HikariConfig config = new HikariConfig();
        config.setJdbcUrl(mysql.url());
        mysql.user().ifPresent(config::setUsername);
        mysql.password().ifPresent(config::setPassword);
        // A server that stands still is down, too.
        config.addDataSourceProperty("socketTimeout", STATEMENT_PATIENCE_MILLIS);
        config.setMaximumPoolSize(connections);
        config.setMinimumIdle(0);
        config.setInitializationFailTimeout(-1);
        config.setConnectionTimeout(Math.max(250, patience.toMillis())); // as Hikari wants it
        config.setPoolName("content");
        return new HikariDataSource(config);
    }

    /** @param connections at most */
    public static RedisClient redis(ContentStores stores, int connections) {
        URI uri = URI.create(stores.redis());
        GenericObjectPoolConfig<Connection> pool = new GenericObjectPoolConfig<>();
        pool.setMaxTotal(connections);
        pool.setMaxIdle(connections);
        pool.setJmxEnabled(false);
        return RedisClient.builder()
                .hostAndPort(new HostAndPort(uri.getHost(), uri.getPort() < 0 ? 6379 : uri.getPort()))
                .clientConfig(DefaultJedisClientConfig.builder()
                        .user(JedisURIHelper.getUser(uri))
                        .password(JedisURIHelper.getPassword(uri))
                        .database(JedisURIHelper.getDBIndex(uri))
                        .ssl(JedisURIHelper.isRedisSSLScheme(uri))
                        .timeoutMillis(PATIENCE_MILLIS)
                        .build())
                .poolConfig(pool)
                .build();
    }

    /** For those who may take long over a request. */
    public static MongoClient mongo(ContentStores stores) {
        return mongo(stores, Duration.ZERO);
    }

    /** @param answer a request may take so long at most; zero: however long */
    public static MongoClient mongo(ContentStores stores, Duration answer) {
        return MongoClients.create(MongoClientSettings.builder()
                .applyConnectionString(new ConnectionString(stores.mongo()))
                .applyToClusterSettings(
                        cluster -> cluster.serverSelectionTimeout(PATIENCE_MILLIS, TimeUnit.MILLISECONDS))
                .applyToSocketSettings(socket -> socket.connectTimeout(PATIENCE_MILLIS, TimeUnit.MILLISECONDS)
                        .readTimeout((int) answer.toMillis(), TimeUnit.MILLISECONDS))
                .build());
    }

    /** The database that the address names, or the course's. */
    public static MongoDatabase database(MongoClient mongo, ContentStores stores) {
        return mongo.getDatabase(
                Objects.requireNonNullElse(new ConnectionString(stores.mongo()).getDatabase(), DATABASE));
    }

    /** For those who may take long over a request. */
    public static RestClient elasticsearch(ContentStores stores) {
        return elasticsearch(stores, BULK_PATIENCE);
    }

    /** @param answer a request may take so long at most */
    public static RestClient elasticsearch(ContentStores stores, Duration answer) {
        return RestClient.builder(HttpHost.create(stores.elasticsearch()))
                .setRequestConfigCallback(
                        request -> request.setConnectTimeout(PATIENCE_MILLIS).setSocketTimeout((int) answer.toMillis()))
                .build();
    }
}
