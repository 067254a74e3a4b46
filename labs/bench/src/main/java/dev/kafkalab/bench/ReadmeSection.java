package dev.kafkalab.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * The part of a README that a benchmark writes, between two lines.
 *
 * @param benchmark as {@code scripts/bench} knows it
 */
public record ReadmeSection(String benchmark) {
    String begin() {
        return "<!-- results: written by scripts/bench " + benchmark + " --publish -->";
    }

    String end() {
        return "<!-- end of results of " + benchmark + " -->";
    }

    /** @throws IllegalStateException if the two lines are not there */
    public void replace(Path readme, List<String> section) throws IOException {
        Files.writeString(readme, replaced(Files.readString(readme), section));
    }

    String replaced(String readme, List<String> section) {
        int from = readme.indexOf(begin());
        int to = readme.indexOf(end());
        if (from < 0 || to < from) {
            throw new IllegalStateException("README.md lacks the lines " + begin() + " and " + end());
        }
        return readme.substring(0, from + begin().length())
                + "\n"
                + String.join("\n", section)
                + "\n"
                + readme.substring(to);
    }
}
