package dev.kafkalab.sandbox;

import java.nio.file.Path;

/**
 * Where a server lives.
 *
 * @param directory its own folder, absolute: data, configuration, log, pid file
 * @param cache the folder shared by all sandboxes of a home, for what is fetched and unpacked once
 */
public record Site(Path directory, Path cache) {
    public Path pidFile() {
        return directory.resolve("pid");
    }

    public Path log() {
        return directory.resolve("server.log");
    }
}
