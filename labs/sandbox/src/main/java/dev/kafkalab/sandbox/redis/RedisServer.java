package dev.kafkalab.sandbox.redis;

import dev.kafkalab.sandbox.Launch;
import dev.kafkalab.sandbox.Platform;
import dev.kafkalab.sandbox.Progress;
import dev.kafkalab.sandbox.SandboxException;
import dev.kafkalab.sandbox.Server;
import dev.kafkalab.sandbox.ServerKind;
import dev.kafkalab.sandbox.Site;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * A real Redis 6.2. Every write is in the append-only file before it is answered, so a killed server loses none; a
 * machine that loses power may lose the last second.
 */
public final class RedisServer implements Server {
    private final int port;
    private final Site site;
    private final RedisBinary binary;

    public RedisServer(int port, Site site) {
        this.port = port;
        this.site = site;
        this.binary = new RedisBinary(site.cache(), Platform.current());
    }

    @Override
    public String id() {
        return "redis";
    }

    @Override
    public ServerKind kind() {
        return ServerKind.REDIS;
    }

    @Override
    public int port() {
        return port;
    }

    @Override
    public void prepare(Progress progress) {
        binary.unpacked(progress);
        try {
            Files.createDirectories(data());
        } catch (IOException e) {
            throw new SandboxException(
                    SandboxException.Reason.PRECONDITION, "cannot write " + data() + ": " + e.getMessage(), e);
        }
    }

    private Path data() {
        return site.directory().resolve("data");
    }

    @Override
    public String marker() {
        return data().toString();
    }

    @Override
    public Launch launch() {
        List<String> command = List.of(
                binary.path().toString(),
                "--dir",
                marker(),
                // Redis writes a title over its arguments, and the marker with them.
                "--set-proc-title",
                "no",
                "--port",
                String.valueOf(port),
                "--bind",
                "127.0.0.1",
                "--appendonly",
                "yes",
                "--daemonize",
                "no",
                "--save",
                "");
        return new Launch(command, Map.of(), marker());
    }

    @Override
    public boolean answers() {
        return RedisPing.answers(port);
    }

    @Override
    public Map<String, String> exports() {
        return Map.of("KAFKA_LAB_REDIS_URL", "redis://127.0.0.1:" + port);
    }
}
