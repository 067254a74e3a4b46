package dev.kafkalab.sandbox.doctor;

import dev.kafkalab.sandbox.Platform;
import dev.kafkalab.sandbox.ServerKind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Which servers need no network any more. */
record CacheExamination(Path cache, Platform platform) implements Examination {
    private static final Set<ServerKind> FETCHED = EnumSet.of(ServerKind.MYSQL, ServerKind.ELASTICSEARCH);

    @Override
    public List<Finding> findings() {
        return FETCHED.stream()
                .filter(platform.supported()::contains)
                .map(kind -> Finding.ok(
                        kind.id() + " files",
                        holds(kind) ? "fetched" : "not fetched yet; the first: sandbox up --only " + kind.id()))
                .toList();
    }

    /** A whole entry is named after the server and its version; one half done ends in a word. */
    private boolean holds(ServerKind kind) {
        Pattern whole = Pattern.compile(kind.id() + "-\\d.*(?<!\\.lock|\\.part)");
        if (!Files.isDirectory(cache)) {
            return false;
        }
        try (Stream<Path> entries = Files.list(cache)) {
            return entries.anyMatch(
                    entry -> whole.matcher(entry.getFileName().toString()).matches());
        } catch (IOException e) {
            return false;
        }
    }
}
