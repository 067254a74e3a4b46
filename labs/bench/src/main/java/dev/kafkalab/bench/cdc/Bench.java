package dev.kafkalab.bench.cdc;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * What all parts share.
 *
 * @param servers the broker
 * @param directory what processes keep and print, a folder for each run
 */
record Bench(String servers, Database database, Path directory) {
    /** A folder for one run, empty. */
    Path fresh(String name) throws IOException {
        Path folder = directory.resolve(name);
        if (Files.exists(folder)) {
            List<Path> old;
            try (Stream<Path> all = Files.walk(folder)) {
                old = all.sorted(Comparator.reverseOrder()).toList();
            }
            for (Path path : old) {
                Files.delete(path);
            }
        }
        return Files.createDirectories(folder);
    }
}
