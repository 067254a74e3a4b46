package dev.kafkalab.embedding;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** The blocks of core's README.md by name, and the sources they are taken from. */
final class Readme {
    private static final Path SOURCES = Path.of("src", "test", "java", "dev", "kafkalab", "embedding");

    private Readme() {}

    static String text() throws IOException {
        return Files.readString(Path.of("README.md"));
    }

    /** What stands between {@code ```language name} and the end of the block. */
    static Map<String, String> blocks(String language) throws IOException {
        return named("^```" + language + " ([a-z-]+)\\n(.*?)^```$", text());
    }

    static Map<String, String> compiled() throws IOException {
        Map<String, String> blocks =
                named("^ *// README ([a-z-]+)\\n(.*?)^ *// end$", Files.readString(SOURCES.resolve("Examples.java")));
        String program = Files.readString(SOURCES.resolve("Billing.java"));
        blocks.put("program", program.substring(program.indexOf("import ")));
        return blocks;
    }

    private static Map<String, String> named(String block, String text) {
        Map<String, String> blocks = new TreeMap<>();
        Pattern.compile(block, Pattern.MULTILINE | Pattern.DOTALL)
                .matcher(text)
                .results()
                .forEach(found -> blocks.put(
                        found.group(1), found.group(2).stripTrailing().stripIndent() + "\n"));
        return blocks;
    }
}
