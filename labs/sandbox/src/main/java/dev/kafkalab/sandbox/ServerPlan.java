package dev.kafkalab.sandbox;

import dev.kafkalab.sandbox.elasticsearch.ElasticsearchServer;
import dev.kafkalab.sandbox.fault.FaultProxy;
import dev.kafkalab.sandbox.kafka.KafkaBroker;
import dev.kafkalab.sandbox.mongo.MongoStandIn;
import dev.kafkalab.sandbox.mysql.MySqlServer;
import dev.kafkalab.sandbox.redis.RedisServer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Which server processes a sandbox of a given state consists of, and the ports they would like. */
final class ServerPlan {
    private ServerPlan() {}

    /** The kinds that run on this platform. */
    static Set<ServerKind> supportedKinds() {
        return Platform.current().supported();
    }

    /** Port names in the order to assign them, with the well-known port of each. */
    static Map<String, Integer> wellKnownPorts(SandboxState state) {
        Map<String, Integer> ports = new LinkedHashMap<>();
        for (ServerKind kind : state.servers()) {
            switch (kind) {
                case KAFKA -> {
                    brokerIds(state).forEach(id -> ports.putAll(KafkaBroker.wellKnownPorts(id)));
                    if (state.faulty()) {
                        ports.put(FaultProxy.ID, 19090);
                        brokerIds(state).forEach(id -> ports.putAll(FaultProxy.wellKnownPorts(id)));
                    }
                }
                case MYSQL -> ports.put("mysql", 3306);
                case REDIS -> ports.put("redis", 6379);
                case MONGO -> ports.put("mongo", 27017);
                case ELASTICSEARCH -> ports.put("elasticsearch", 9200);
            }
        }
        return ports;
    }

    static List<Server> servers(SandboxState state, Function<String, Site> sites) {
        List<Server> servers = new ArrayList<>();
        for (ServerKind kind : state.servers()) {
            switch (kind) {
                case KAFKA -> {
                    brokerIds(state).forEach(id -> servers.add(new KafkaBroker(id, state, sites.apply("kafka-" + id))));
                    if (state.faulty()) {
                        servers.add(new FaultProxy(state, sites.apply(FaultProxy.ID)));
                    }
                }
                case REDIS -> servers.add(new RedisServer(state.port("redis"), sites.apply("redis")));
                case MONGO -> servers.add(new MongoStandIn(state.port("mongo"), sites.apply("mongo")));
                case ELASTICSEARCH ->
                    servers.add(new ElasticsearchServer(state.port("elasticsearch"), sites.apply("elasticsearch")));
                case MYSQL -> servers.add(new MySqlServer(state.port("mysql"), sites.apply("mysql")));
            }
        }
        return servers;
    }

    static String bootstrapServers(SandboxState state) {
        return brokerIds(state).stream()
                .map(id -> "127.0.0.1:" + state.port("kafka-" + id))
                .collect(Collectors.joining(","));
    }

    private static List<Integer> brokerIds(SandboxState state) {
        return IntStream.rangeClosed(1, state.brokers()).boxed().toList();
    }
}
