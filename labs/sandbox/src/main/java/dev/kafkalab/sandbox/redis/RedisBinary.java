package dev.kafkalab.sandbox.redis;

import dev.kafkalab.sandbox.Platform;
import dev.kafkalab.sandbox.Progress;
import dev.kafkalab.sandbox.SandboxException;
import dev.kafkalab.sandbox.fetch.Once;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Map;
import java.util.Properties;

/** The {@code redis-server} program that comes inside the artifact embedded-redis, unpacked to the cache. */
record RedisBinary(Path cache, Platform platform) {
    private static final String COORDINATES = "/META-INF/maven/com.github.codemonstur/embedded-redis/pom.properties";
    private static final Map<String, String> RESOURCES = Map.of(
            "linux-x86_64", "/redis-server-6.2.6-v5-linux-amd64",
            "linux-aarch64", "/redis-server-6.2.7-linux-arm64",
            "mac-x86_64", "/redis-server-6.2.6-v5-darwin-amd64",
            "mac-aarch64", "/redis-server-6.2.6-v5-darwin-arm64");

    /** Where the program is, or will be. Keyed by the artifact's version, because a file's name says too little. */
    Path path() {
        return cache.resolve("redis").resolve(resource().substring(1) + "-" + artifactVersion());
    }

    Path unpacked(Progress progress) {
        return Once.make(path(), progress, draft -> {
            try (InputStream program = open(resource())) {
                Files.copy(program, draft, StandardCopyOption.REPLACE_EXISTING);
            }
            if (!draft.toFile().setExecutable(true)) {
                throw new IOException("cannot make it executable");
            }
        });
    }

    private String resource() {
        String resource = RESOURCES.get(platform.classifier());
        if (resource == null) {
            throw SandboxException.precondition("there is no redis-server for " + platform.classifier());
        }
        return resource;
    }

    private static String artifactVersion() {
        Properties properties = new Properties();
        try (InputStream input = open(COORDINATES)) {
            properties.load(input);
        } catch (IOException e) {
            throw new SandboxException(
                    SandboxException.Reason.PRECONDITION, "kafka-lab was built without embedded-redis", e);
        }
        return properties.getProperty("version", "unknown");
    }

    private static InputStream open(String resource) throws IOException {
        InputStream input = RedisBinary.class.getResourceAsStream(resource);
        if (input == null) {
            throw new FileNotFoundException(resource);
        }
        return input;
    }
}
