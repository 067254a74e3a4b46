package dev.kafkalab.cli.output;

import java.util.ArrayList;
import java.util.List;

/** Text broken into lines at spaces, measured in terminal cells. */
public final class Paragraph {
    private Paragraph() {}

    /** @param cells a line at most, unless a single word is wider */
    public static List<String> lines(String text, int cells) {
        List<String> lines = new ArrayList<>();
        StringBuilder line = new StringBuilder();
        int width = 0;
        for (String word : text.split(" +")) {
            int more = DisplayWidth.of(word);
            if (line.length() > 0 && width + 1 + more > cells) {
                lines.add(line.toString());
                line.setLength(0);
                width = 0;
            }
            if (line.length() > 0) {
                line.append(' ');
                width++;
            }
            line.append(word);
            width += more;
        }
        lines.add(line.toString());
        return lines;
    }
}
