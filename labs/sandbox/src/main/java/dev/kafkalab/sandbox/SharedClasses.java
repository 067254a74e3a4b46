package dev.kafkalab.sandbox;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;

/**
 * A class-data archive for the JVMs of a sandbox, which halves the work of their start. The first clean end of a server
 * writes it into the server's own folder; the next start moves it to the cache, whole or not at all. It only works where
 * the class path is jars; elsewhere nothing happens.
 *
 * @see <a href="https://docs.oracle.com/en/java/javase/17/vm/class-data-sharing.html">Class Data Sharing</a>
 */
public final class SharedClasses {
    private static final String FRESH = "classes.jsa";
    private static final String FRESH_KEY = "classes.key";

    private SharedClasses() {}

    /**
     * The JVM options that use the archive, or that make one if there is none yet.
     *
     * @param role servers of one role load the same classes and share one archive
     */
    public static List<String> options(Site site, String role, String classPath) {
        if (classPath.contains(File.pathSeparator) || !classPath.endsWith(".jar")) {
            return List.of();
        }
        Path jar = Path.of(classPath);
        String key = jar.getFileName() + "-" + role + "-"
                + Runtime.version().toString().replace('/', '_');
        Path archive = jar.resolveSibling(key + ".jsa");
        try {
            adopt(site, key, archive);
            if (Files.exists(archive)) {
                // A stale archive must not speak on standard output.
                return List.of("-XX:SharedArchiveFile=" + archive, "-Xlog:disable", "-Xlog:all=error:stderr");
            }
            Files.createDirectories(site.directory());
            Files.writeString(site.directory().resolve(FRESH_KEY), key);
            return List.of(
                    "-XX:ArchiveClassesAtExit=" + site.directory().resolve(FRESH),
                    "-Xlog:disable",
                    "-Xlog:all=error:stderr");
        } catch (IOException e) {
            return List.of(); // slower, not broken
        }
    }

    private static void adopt(Site site, String key, Path archive) throws IOException {
        Path fresh = site.directory().resolve(FRESH);
        Path freshKey = site.directory().resolve(FRESH_KEY);
        if (Files.exists(fresh)
                && Files.exists(freshKey)
                && Files.readString(freshKey).equals(key)) {
            Files.move(fresh, archive, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        }
        Files.deleteIfExists(fresh);
        Files.deleteIfExists(freshKey);
    }
}
