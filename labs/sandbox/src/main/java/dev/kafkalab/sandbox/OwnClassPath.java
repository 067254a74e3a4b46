package dev.kafkalab.sandbox;

import java.io.File;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

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
                forgetOlderThan(copy);
            }
            return copy;
        } catch (IOException e) {
            throw new SandboxException(
                    SandboxException.Reason.PRECONDITION,
                    "cannot copy " + jar + " to " + cache + ": " + e.getMessage(),
                    e);
        }
    }

    /** Keeps this copy and the one before it; a JVM that runs from a deleted one has it open and is not disturbed. */
    private static void forgetOlderThan(Path newest) throws IOException {
        List<Path> copies;
        try (Stream<Path> files = Files.list(newest.getParent())) {
            copies = files.filter(file -> file.toString().endsWith(".jar") && !file.equals(newest))
                    .sorted(Comparator.comparing((Path file) -> file.toFile().lastModified())
                            .reversed())
                    .skip(1)
                    .toList();
        }
        for (Path copy : copies) {
            try (DirectoryStream<Path> files = Files.newDirectoryStream(copy.getParent(), copy.getFileName() + "*")) {
                for (Path file : files) {
                    Files.deleteIfExists(file);
                }
            }
        }
    }
}
