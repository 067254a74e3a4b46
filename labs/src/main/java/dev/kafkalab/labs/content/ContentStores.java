package dev.kafkalab.labs.content;

import dev.kafkalab.sandbox.SandboxException;
import java.util.Map;
import java.util.Optional;

/**
 * How the five stores of the platform are reached. Holds secrets and no connection.
 *
 * @param kafka what all of Kafka's clients take
 * @param mysql the primary's
 * @param mongo {@code mongodb://…}; without a database it is {@code campus}
 * @param redis {@code redis://…}
 * @param elasticsearch {@code http://…}
 */
public record ContentStores(Map<String, Object> kafka, MySql mysql, String mongo, String redis, String elasticsearch) {
    /** @param url as JDBC takes it */
    public record MySql(String url, Optional<String> user, Optional<String> password) {
        /** Never with secrets. */
        @Override
        public String toString() {
            return url.replaceFirst("^jdbc:mysql:(\\w+:)?//", "")
                    .replaceFirst("^[^/]*@", "")
                    .replaceFirst("\\?.*", "");
        }
    }

    public ContentStores {
        kafka = Map.copyOf(kafka);
    }

    /**
     * As {@code sandbox env} names them.
     *
     * @param exports with the URLs of all four
     */
    public static ContentStores of(Map<String, Object> kafka, Map<String, String> exports) {
        return new ContentStores(
                kafka,
                new MySql(
                        named(exports, "KAFKA_LAB_MYSQL_URL"),
                        Optional.ofNullable(exports.get("KAFKA_LAB_MYSQL_USER")),
                        Optional.ofNullable(exports.get("KAFKA_LAB_MYSQL_PASSWORD"))),
                named(exports, "KAFKA_LAB_MONGO_URL"),
                named(exports, "KAFKA_LAB_REDIS_URL"),
                named(exports, "KAFKA_LAB_ELASTICSEARCH_URL"));
    }

    private static String named(Map<String, String> exports, String name) {
        String value = exports.get(name);
        if (value == null) {
            throw SandboxException.unreachable("nothing says where " + name + " is; run: sandbox up");
        }
        return value;
    }

    /** Never with secrets. */
    @Override
    public String toString() {
        return "stores of " + kafka.get("bootstrap.servers") + " and " + mysql;
    }
}
