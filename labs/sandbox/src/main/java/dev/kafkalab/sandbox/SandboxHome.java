package dev.kafkalab.sandbox;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Where everything of kafka-lab on this machine lies: {@code KAFKA_LAB_HOME}, else {@code ~/.kafka-lab}.
 *
 * @param root the folder itself, absolute; it need not exist yet
 * @param cache what is fetched and unpacked once: {@code KAFKA_LAB_CACHE}, else {@code cache} below the root
 */
public record SandboxHome(Path root, Path cache) {
    /** The sandbox that commands mean when none is named. */
    public static final String DEFAULT_NAME = "default";

    public SandboxHome {
        root = root.toAbsolutePath().normalize();
        cache = cache.toAbsolutePath().normalize();
    }

    /** A home at {@code root} with its cache below it. */
    public static SandboxHome at(Path root) {
        return new SandboxHome(root, root.resolve("cache"));
    }

    /** The home that an environment names. */
    public static SandboxHome of(Map<String, String> environment) {
        String named = environment.get("KAFKA_LAB_HOME");
        Path root = named == null || named.isBlank()
                ? Path.of(System.getProperty("user.home"), ".kafka-lab")
                : Path.of(named);
        String cache = environment.get("KAFKA_LAB_CACHE");
        return new SandboxHome(root, cache == null || cache.isBlank() ? root.resolve("cache") : Path.of(cache));
    }

    /** The sandbox of that name; it need not exist yet. */
    public Sandbox sandbox(String name) {
        if (!name.matches("[A-Za-z0-9][A-Za-z0-9_-]{0,39}")) {
            throw SandboxException.usage(
                    "a sandbox's name is 1 to 40 letters, digits, - or _, starting with a letter or digit; got '" + name
                            + "'");
        }
        return new Sandbox(this, name);
    }

    /** The names of the sandboxes that exist here, sorted. */
    public List<String> sandboxNames() {
        Path folder = sandboxes();
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> entries = Files.list(folder)) {
            return entries.filter(entry -> Files.exists(entry.resolve(SandboxFolder.STATE_FILE)))
                    .map(entry -> entry.getFileName().toString())
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Path sandboxes() {
        return root.resolve("sandboxes");
    }
}
