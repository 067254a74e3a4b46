package dev.kafkalab.labs.logs.ship;

import dev.kafkalab.KafkaLabException;
import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.FileVisitResult;
import java.nio.file.FileVisitor;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.regex.PatternSyntaxException;

/** A path in which the shell's {@code * ? [] {}} and {@code **} stand for names. */
final class PathGlob {
    private final Path folder;
    private final PathMatcher matcher;
    private final int depth;

    private PathGlob(Path folder, PathMatcher matcher, int depth) {
        this.folder = folder;
        this.matcher = matcher;
        this.depth = depth;
    }

    /** @throws KafkaLabException if it is no pattern */
    static PathGlob of(String text) {
        Path plain = Path.of("").toAbsolutePath();
        String absolute = text.startsWith("/") ? text : plain + "/" + text;
        int special = firstSpecial(absolute);
        int cut = absolute.lastIndexOf('/', special);
        Path folder = Path.of(absolute.substring(0, Math.max(cut, 1))).normalize();
        String rest = absolute.substring(cut + 1);
        int depth = rest.contains("**")
                ? Integer.MAX_VALUE
                : (int) rest.chars().filter(c -> c == '/').count() + 1;
        try {
            String escaped = folder.toString().replaceAll("([\\\\*?\\[\\]{}])", "\\\\$1");
            String glob = (escaped.endsWith("/") ? escaped : escaped + "/") + rest;
            return new PathGlob(folder, FileSystems.getDefault().getPathMatcher("glob:" + glob), depth);
        } catch (PatternSyntaxException e) {
            throw KafkaLabException.usage("the pattern of paths '%s' is wrong: %s".formatted(text, e.getDescription()));
        }
    }

    private static int firstSpecial(String path) {
        for (int i = 0; i < path.length(); i++) {
            if ("*?[{".indexOf(path.charAt(i)) >= 0) {
                return i;
            }
        }
        return path.length();
    }

    /** Files that match now, those of folders that cannot be read left out. */
    SortedSet<Path> files() throws IOException {
        SortedSet<Path> found = new TreeSet<>();
        if (!Files.isDirectory(folder)) {
            return found;
        }
        FileVisitor<Path> visitor = new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                // A link to a file is followed below; what it points to is its key.
                if (matcher.matches(file) && Files.isRegularFile(file)) {
                    found.add(file);
                }
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFileFailed(Path file, IOException vanishedOrForbidden) {
                return FileVisitResult.CONTINUE;
            }
        };
        Files.walkFileTree(folder, Set.of(), depth, visitor);
        return found;
    }
}
