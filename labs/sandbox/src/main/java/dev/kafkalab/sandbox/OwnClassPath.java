package dev.kafkalab.sandbox;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Arrays;
import java.util.stream.Collectors;

/**
 * The class path of this JVM in a form that stays valid for a background process: absolute, and with the one executable
 * jar copied to the cache, because a JVM dies when its jar is rebuilt under it.
 */
public final class OwnClassPath {
    private OwnClassPath() {}

    /** @param cache where the copy of the jar goes */
    public static String stable(Path cache) {
        String own = System.getProperty("java.class.path");
        String[] entries = own.split(File.pathSeparator);
        if (entries.length == 1 && entries[0].endsWith(".jar") && !entries[0].contains("surefire")) {
            return copied(Path.of(entries[0]).toAbsolutePath(), cache).toString();
        }
        return Arrays.stream(entries)
                .filter(entry -> !entry.isEmpty())
                .map(entry -> Path.of(entry).toAbsolutePath().toString())
                .collect(Collectors.joining(File.pathSeparator));
    }

    private static Path copied(Path jar, Path cache) {
        try {
            String key = Long.toHexString(Files.getLastModifiedTime(jar).toMillis() * 31 + Files.size(jar));
            Path copy = cache.resolve("jars").resolve("kafka-lab-" + key + ".jar");
            if (!Files.exists(copy)) {
                Files.createDirectories(copy.getParent());
                Path draft = Files.createTempFile(copy.getParent(), "kafka-lab-", ".new");
                Files.copy(jar, draft, StandardCopyOption.REPLACE_EXISTING);
                Files.move(draft, copy, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            }
            return copy;
        } catch (IOException e) {
            throw new SandboxException(
                    SandboxException.Reason.PRECONDITION,
                    "cannot copy " + jar + " to " + cache + ": " + e.getMessage(),
                    e);
        }
    }
}
