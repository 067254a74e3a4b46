package dev.kafkalab.labs.frame;

import java.io.IOException;
import java.io.InputStream;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Properties;
import java.util.Set;

/**
 * The words of a lab in one language, UTF-8. Keys: {@code title}, {@code about} (one line), {@code next} (commands, a line
 * each), {@code hint.1} and on; for each exercise {@code <id>.title}, {@code <id>.predict}, {@code <id>.why}; {@code
 * check.<key>}, {@code column.<key>}, {@code note.<key>}. Values go in as {@link String#format} says.
 *
 * <p>Immutable.
 */
public final class LabTexts {
    private final Class<?> place;
    private final Language language;
    private final Properties texts;

    private LabTexts(Class<?> place, Language language) {
        this.place = place;
        this.language = language;
        this.texts = new Properties();
        try {
            texts.load(new StringReader(read("lab.properties")));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public static LabTexts of(Lab lab, Language language) {
        return new LabTexts(lab.getClass(), language);
    }

    /** The words of the frame itself: {@code predict}, {@code observed} and so on. */
    public static LabTexts ofFrame(Language language) {
        return new LabTexts(LabTexts.class, language);
    }

    /** @throws IllegalStateException if there is no such text */
    public String text(String key, Object... values) {
        String text = texts.getProperty(key);
        if (text == null) {
            throw new IllegalStateException(
                    "no text '" + key + "' in " + language.file("lab.properties") + " of " + place.getPackageName());
        }
        return values.length == 0 ? text : String.format(Locale.ROOT, text, values);
    }

    public Set<String> keys() {
        return texts.stringPropertyNames();
    }

    /** Each helps a little more than the one before. */
    public List<String> hints() {
        List<String> hints = new ArrayList<>();
        while (texts.containsKey("hint." + (hints.size() + 1))) {
            hints.add(text("hint." + (hints.size() + 1)));
        }
        return hints;
    }

    /** The lesson: half a page of Markdown. */
    public String lesson() {
        return read("explain.md");
    }

    private String read(String name) {
        String file = language.file(name);
        try (InputStream stream = place.getResourceAsStream(file)) {
            if (stream == null) {
                throw new IllegalStateException("no " + file + " beside " + place.getName());
            }
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
