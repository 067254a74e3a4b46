package dev.kafkalab.labs.course;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kafkalab.labs.frame.Exercise;
import dev.kafkalab.labs.frame.Lab;
import dev.kafkalab.labs.frame.LabTexts;
import dev.kafkalab.labs.frame.Language;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every lab says everything, in both languages, and the code of its lesson is code that runs. */
class LabTextsTest {
    private static final Pattern VALUE = Pattern.compile("%(\\d+\\$)?(\\.\\d)?[a-z]");
    private static final Pattern CODE = Pattern.compile("^```java\\n(.*?)^```$", Pattern.MULTILINE | Pattern.DOTALL);
    private static final Pattern CURE =
            Pattern.compile("^ *// cure\\n(.*?)^ *// end$", Pattern.MULTILINE | Pattern.DOTALL);

    static List<Lab> labs() {
        return LabCatalog.all();
    }

    @ParameterizedTest
    @MethodSource("labs")
    void bothLanguagesSayTheSameThings(Lab lab) {
        LabTexts english = LabTexts.of(lab, Language.EN);
        LabTexts korean = LabTexts.of(lab, Language.KO);
        assertThat(korean.keys()).isEqualTo(english.keys());
        for (String key : english.keys()) {
            assertThat(values(korean.text(key))).as(key).isEqualTo(values(english.text(key)));
            if (!key.equals("next") && !key.startsWith("column.")) {
                assertThat(korean.text(key)).as(key).containsPattern("[가-힣]");
            }
        }
    }

    private static List<String> values(String text) {
        return VALUE.matcher(text).results().map(MatchResult::group).sorted().toList();
    }

    @ParameterizedTest
    @MethodSource("labs")
    void everyExerciseAsksAndExplains(Lab lab) {
        LabTexts texts = LabTexts.of(lab, Language.EN);
        assertThat(texts.keys()).contains("title", "about", "next");
        assertThat(texts.hints()).hasSizeGreaterThanOrEqualTo(2);
        assertThat(lab.exercises().stream().map(Exercise::id))
                .allSatisfy(id -> assertThat(texts.keys()).contains(id + ".title", id + ".predict", id + ".why"));
    }

    @ParameterizedTest
    @MethodSource("labs")
    void theLessonIsHalfAPageWithADrawingAndTheCodeOfTheCure(Lab lab) throws IOException {
        String compiled = cure(lab);
        for (Language language : Language.values()) {
            String lesson = LabTexts.of(lab, language).lesson();
            assertThat(lesson.lines().count()).isBetween(20L, 75L);
            assertThat(lesson).contains("```text", "```sh", ".sh --bootstrap-server");
            assertThat(CODE.matcher(lesson).results().map(found -> found.group(1)))
                    .containsExactly(compiled);
        }
        assertThat(drawing(lab, Language.KO)).hasSameSizeAs(drawing(lab, Language.EN));
    }

    private static List<String> drawing(Lab lab, Language language) {
        String lesson = LabTexts.of(lab, language).lesson();
        int from = lesson.indexOf("```text");
        return lesson.substring(from, lesson.indexOf("```", from + 7)).lines().toList();
    }

    /** What stands between comments in a source of the lab. */
    private static String cure(Lab lab) throws IOException {
        Path sources = Path.of("src/main/java", lab.getClass().getPackageName().replace('.', '/'));
        try (Stream<Path> files = Files.list(sources)) {
            List<String> cures = files.filter(file -> file.toString().endsWith(".java"))
                    .flatMap(file -> CURE.matcher(read(file)).results())
                    .map(found -> found.group(1).stripTrailing().stripIndent() + "\n")
                    .toList();
            assertThat(cures).as("regions between // cure and // end").hasSize(1);
            return cures.get(0);
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void theLessonsStandInTheReadmeOfTheLabs() throws IOException {
        String readme = Files.readString(Path.of("README.md"));
        for (Lab lab : LabCatalog.all()) {
            String lesson = LabTexts.of(lab, Language.EN).lesson();
            assertThat(readme)
                    .as("lesson of " + lab.id() + ", one heading deeper")
                    .contains("#" + lesson.strip());
        }
    }
}
