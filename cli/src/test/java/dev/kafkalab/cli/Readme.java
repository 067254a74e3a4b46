package dev.kafkalab.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The commands that README.md shows. */
final class Readme {
    private static final Pattern BLOCK =
            Pattern.compile("^```sh( quick-start)?\\n(.*?)^```$", Pattern.MULTILINE | Pattern.DOTALL);
    private static final Pattern WORD = Pattern.compile("'([^']*)'|\"([^\"]*)\"|(\\S+)");
    private static final String PROGRAM = "./scripts/kafka-lab ";

    private Readme() {}

    static String text() throws IOException {
        return Files.readString(Path.of("..", "README.md"));
    }

    /** The lines of all shell blocks, or of the quick start only. */
    static List<String> lines(boolean quickStartOnly) throws IOException {
        List<String> lines = new ArrayList<>();
        Matcher block = BLOCK.matcher(text());
        while (block.find()) {
            if (!quickStartOnly || block.group(1) != null) {
                block.group(2)
                        .lines()
                        .map(line -> line.replaceFirst("\\s+#.*", ""))
                        .forEach(lines::add);
            }
        }
        return lines;
    }

    /** The arguments of each kafka-lab command in a line; commands joined by pipes give several. */
    static List<List<String>> commands(String line) {
        return List.of(line.split(" \\| ")).stream()
                .filter(command -> command.startsWith(PROGRAM))
                .map(command -> words(command.substring(PROGRAM.length())))
                .toList();
    }

    private static List<String> words(String command) {
        List<String> words = new ArrayList<>();
        Matcher word = WORD.matcher(command);
        while (word.find()) {
            words.add(word.group(1) != null ? word.group(1) : word.group(2) != null ? word.group(2) : word.group(3));
        }
        return words;
    }
}
