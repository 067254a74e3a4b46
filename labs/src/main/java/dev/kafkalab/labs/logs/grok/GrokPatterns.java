package dev.kafkalab.labs.logs.grok;

import dev.kafkalab.KafkaLabException;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Names for expressions, as files of Logstash have them: a name, a space, the expression, a line each. Immutable. */
public final class GrokPatterns {
    private static final Pattern LINE = Pattern.compile("(\\w+)\\s+(.+)");
    private static final GrokPatterns STANDARD = readStandard();

    private final Map<String, String> definitions;

    private GrokPatterns(Map<String, String> definitions) {
        this.definitions = Map.copyOf(definitions);
    }

    /** Logstash's names. */
    public static GrokPatterns standard() {
        return STANDARD;
    }

    private static GrokPatterns readStandard() {
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(
                Objects.requireNonNull(GrokPatterns.class.getResourceAsStream("patterns")), StandardCharsets.UTF_8))) {
            return new GrokPatterns(parse(lines.lines().toList(), "patterns"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Map<String, String> parse(List<String> lines, String where) {
        Map<String, String> definitions = new HashMap<>();
        for (String line : lines) {
            if (line.isBlank() || line.startsWith("#")) {
                continue;
            }
            Matcher parts = LINE.matcher(line);
            if (!parts.matches()) {
                throw KafkaLabException.usage(
                        "'%s' in %s is no pattern; it must be NAME EXPRESSION".formatted(line, where));
            }
            definitions.put(parts.group(1), parts.group(2));
        }
        return definitions;
    }

    /** These and more; of two with one name the later counts. @param lines {@code NAME EXPRESSION} */
    public GrokPatterns with(List<String> lines) {
        Map<String, String> all = new HashMap<>(definitions);
        all.putAll(parse(lines, "the patterns given"));
        return new GrokPatterns(all);
    }

    /**
     * These and those of a file.
     *
     * @throws KafkaLabException if it does not exist or is no such file
     */
    public GrokPatterns with(Path file) {
        try (Stream<String> lines = Files.lines(file)) {
            Map<String, String> all = new HashMap<>(definitions);
            all.putAll(parse(lines.toList(), file.toString()));
            return new GrokPatterns(all);
        } catch (NoSuchFileException e) {
            throw new KafkaLabException(KafkaLabException.Reason.NOT_FOUND, "no such file: " + file, e);
        } catch (IOException | UncheckedIOException e) {
            throw new KafkaLabException(
                    KafkaLabException.Reason.USAGE, "cannot read " + file + ": " + e.getMessage(), e);
        }
    }

    public Set<String> names() {
        return definitions.keySet();
    }

    /** @throws KafkaLabException if there is none of that name; names the nearest */
    String definition(String name) {
        String definition = definitions.get(name);
        if (definition == null) {
            throw KafkaLabException.usage("no pattern '%s'%s"
                    .formatted(
                            name,
                            dev.kafkalab.cluster.NearestName.of(
                                            name,
                                            definitions.keySet().stream()
                                                    .sorted()
                                                    .toList())
                                    .map(near -> "; did you mean " + near + "?")
                                    .orElse("")));
        }
        return definition;
    }
}
