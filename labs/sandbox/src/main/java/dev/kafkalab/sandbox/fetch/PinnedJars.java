package dev.kafkalab.sandbox.fetch;

import dev.kafkalab.sandbox.Progress;
import dev.kafkalab.sandbox.SandboxException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import org.eclipse.aether.artifact.Artifact;
import org.eclipse.aether.artifact.DefaultArtifact;

/**
 * The jars of a program that runs on a class path of its own, each known by its SHA-256.
 *
 * @param name what users call the program, with its version
 * @param key changes whenever a pin does
 */
public record PinnedJars(String name, String key, List<Pin> pins) {
    public PinnedJars {
        pins = List.copyOf(pins);
    }

    /** One jar. */
    public record Pin(Artifact artifact, long bytes, String sha256) {
        String fileName() {
            return artifact.getArtifactId() + "-" + artifact.getVersion() + ".jar";
        }
    }

    /** From a lock file: a line for each jar, {@code sha256 bytes group:artifact:version}; {@code #} starts a comment. */
    public static PinnedJars parse(String name, String lock) {
        List<Pin> pins = lock.lines()
                .filter(line -> !line.isBlank() && !line.startsWith("#"))
                .map(line -> line.split(" "))
                .map(words -> new Pin(new DefaultArtifact(words[2]), Long.parseLong(words[1]), words[0]))
                .toList();
        return new PinnedJars(
                name, Sha256.of(lock.getBytes(StandardCharsets.UTF_8)).substring(0, 12), pins);
    }

    /**
     * A folder of the cache that holds all of them and nothing else; made at first use, from the local Maven repository
     * or what it can fetch.
     */
    public Path folder(Path cache, Progress progress) {
        return folder(cache, progress, MavenArtifacts::open);
    }

    Path folder(Path cache, Progress progress, Supplier<MavenArtifacts> repositories) {
        return Once.make(cache.resolve(name.replace(' ', '-') + "-" + key), progress, draft -> {
            Files.createDirectories(draft);
            try (MavenArtifacts maven = repositories.get()) {
                new Collector(maven, draft, progress).collect();
            }
        });
    }

    private final class Collector {
        private final MavenArtifacts maven;
        private final Path folder;
        private final Progress progress;
        private final long total = pins.stream().mapToLong(Pin::bytes).sum();
        private final AtomicLong done = new AtomicLong();

        Collector(MavenArtifacts maven, Path folder, Progress progress) {
            this.maven = maven;
            this.folder = folder;
            this.progress = progress;
        }

        void collect() {
            pins.parallelStream().forEach(this::collect);
        }

        private void collect(Pin pin) {
            Path jar = maven.resolve(pin.artifact(), bytes -> {});
            try {
                String found = Sha256.of(jar);
                if (!found.equals(pin.sha256())) {
                    throw SandboxException.precondition(
                            "refused %s: its SHA-256 is %s, not %s; delete it and run sandbox up again"
                                    .formatted(jar, found, pin.sha256()));
                }
                place(jar, folder.resolve(pin.fileName()));
            } catch (IOException e) {
                throw Once.failure(folder.resolve(pin.fileName()), e);
            }
            progress.advanced(name, done.addAndGet(pin.bytes()), total);
        }

        /** A link costs no space; where the file system has none, or the repository lies on another, a copy. */
        private static void place(Path jar, Path target) throws IOException {
            Files.deleteIfExists(target);
            try {
                Files.createLink(target, jar);
            } catch (UnsupportedOperationException | IOException e) {
                Files.copy(jar, target, StandardCopyOption.REPLACE_EXISTING);
            }
        }
    }
}
