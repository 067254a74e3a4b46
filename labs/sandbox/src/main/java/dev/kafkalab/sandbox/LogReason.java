package dev.kafkalab.sandbox;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Finds the line of a log that says why a server ended. */
final class LogReason {
    private LogReason() {}

    /** @param from the size of the log before the server was started */
    static String in(Path log, long from) {
        try (InputStream input = Files.newInputStream(log)) {
            input.skipNBytes(from);
            List<String> lines = new String(input.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.isBlank())
                    .toList();
            return lines.stream()
                    .filter(line -> line.matches(".*(ERROR|FATAL|Exception|[Ee]rror:).*"))
                    .findFirst()
                    .or(() -> lines.isEmpty() ? Optional.empty() : Optional.of(lines.get(lines.size() - 1)))
                    .map(String::strip)
                    .orElse("it wrote nothing");
        } catch (IOException e) {
            return "it left no log";
        }
    }
}
