package dev.kafkalab.sandbox.mongo;

import dev.kafkalab.sandbox.Launch;
import dev.kafkalab.sandbox.OwnClassPath;
import dev.kafkalab.sandbox.Progress;
import dev.kafkalab.sandbox.SandboxException;
import dev.kafkalab.sandbox.Server;
import dev.kafkalab.sandbox.ServerKind;
import dev.kafkalab.sandbox.Site;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A stand-in for MongoDB: mongo-java-server, which speaks the wire protocol and keeps its data in an H2 store. No real
 * mongod is to be had from a Maven repository.
 *
 * <p>Documents, upserts, bulk writes, unique and compound indexes, sorting, {@code $group} and {@code $lookup} work.
 * Sessions, transactions, change streams and {@code explain} fail; validators and partial indexes are ignored without a
 * word. No performance figure may come from it.
 */
public final class MongoStandIn implements Server {
    private final int port;
    private final Site site;

    public MongoStandIn(int port, Site site) {
        this.port = port;
        this.site = site;
    }

    @Override
    public String id() {
        return "mongo";
    }

    @Override
    public ServerKind kind() {
        return ServerKind.MONGO;
    }

    @Override
    public int port() {
        return port;
    }

    @Override
    public void prepare(Progress progress) {
        progress.say("mongo is a stand-in (mongo-java-server): no transactions, no change streams, no benchmarks");
        try {
            Files.createDirectories(store().getParent());
        } catch (IOException e) {
            throw new SandboxException(
                    SandboxException.Reason.PRECONDITION, "cannot write " + store() + ": " + e.getMessage(), e);
        }
    }

    private Path store() {
        return site.directory().resolve("data").resolve("mongo.mv");
    }

    @Override
    public String marker() {
        return Launch.javaMarker(site);
    }

    @Override
    public Launch launch() {
        return Launch.java(
                site,
                List.of("-Xms32m", "-Xmx256m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"),
                OwnClassPath.stable(site.cache()),
                MongoProcess.class.getName(),
                List.of(store().toString(), String.valueOf(port)));
    }

    @Override
    public boolean answers() {
        return MongoHello.answers(port);
    }

    /** The address, and a word that says what answers there. */
    @Override
    public Map<String, String> exports() {
        Map<String, String> exports = new LinkedHashMap<>();
        exports.put("KAFKA_LAB_MONGO_URL", "mongodb://127.0.0.1:" + port);
        exports.put("KAFKA_LAB_MONGO_SERVER", "stand-in");
        return exports;
    }
}
