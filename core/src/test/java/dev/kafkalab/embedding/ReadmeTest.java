package dev.kafkalab.embedding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.kafkalab.ConsumerBuilder;
import dev.kafkalab.KafkaLab;
import dev.kafkalab.KafkaLabException;
import dev.kafkalab.consumer.Commits;
import dev.kafkalab.consumer.Ordering;
import dev.kafkalab.dedup.memory.SeenIds;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.junit.jupiter.api.Test;

/** What README.md of core shows is so. */
class ReadmeTest {
    private static final Duration MINUTE = Duration.ofMinutes(1);

    @Test
    void itsCodeIsWhatTheBuildCompiles() throws IOException {
        assertThat(Readme.blocks("java")).containsExactlyInAnyOrderEntriesOf(Readme.compiled());
    }

    @Test
    void itsCoordinatesAreThoseOfTheProject() throws IOException {
        String pom = Files.readString(Path.of("pom.xml"));
        assertThat(Readme.blocks("xml").get("coordinates"))
                .contains("<artifactId>kafka-lab-core</artifactId>")
                .contains(Pattern.compile("<version>.*?</version>")
                        .matcher(pom)
                        .results()
                        .findFirst()
                        .map(MatchResult::group)
                        .orElseThrow());
    }

    @Test
    void itsTableHasEveryWayToCommit() throws IOException {
        List<String> shown = Pattern.compile("^\\| `(\\w+)\\(\\)`", Pattern.MULTILINE)
                .matcher(Readme.text())
                .results()
                .map(row -> row.group(1))
                .toList();
        assertThat(shown)
                .containsExactlyInAnyOrderElementsOf(Arrays.stream(Commits.class.getPermittedSubclasses())
                        .map(way -> way.getSimpleName().substring(0, 1).toLowerCase()
                                + way.getSimpleName().substring(1))
                        .toList());
    }

    @Test
    void itsRefusalsAreWhatIsThrown() throws IOException {
        List<String> thrown = Stream.<UnaryOperator<ConsumerBuilder<String, String>>>of(
                        none -> KafkaLab.connect("nowhere:1")
                                .consumer("orders", new StringDeserializer(), new StringDeserializer()),
                        bare -> bare,
                        auto -> auto.concurrency(8).commit(Commits.auto()),
                        property -> property.property("enable.auto.commit", "true"),
                        batches -> batches.handleBatch(10, batch -> {}).retryLater(MINUTE),
                        auto -> handling(auto)
                                .ordering(Ordering.BY_PARTITION)
                                .concurrency(1)
                                .commit(Commits.auto())
                                .retryLater(MINUTE),
                        manual -> handling(manual).commit(Commits.manual()).retryLater(MINUTE),
                        transaction -> handling(transaction)
                                .commit(Commits.inTransaction())
                                .retryLater(MINUTE),
                        batches -> batches.handleBatch(10, batch -> {}).dedup(SeenIds.last(1)),
                        manual -> handling(manual).commit(Commits.manual()).dedup(SeenIds.last(1)),
                        transaction -> handling(transaction)
                                .commit(Commits.inTransaction())
                                .dedup(SeenIds.last(1)))
                .map(setting -> refusal(setting.apply(KafkaLab.connect("nowhere:1")
                        .consumer("orders", new StringDeserializer(), new StringDeserializer())
                        .group("billing")
                        .ordering(Ordering.BY_KEY))))
                .toList();
        assertThat(Readme.blocks("text").get("refusals").lines()).containsExactlyElementsOf(thrown);
    }

    @Test
    void itsLinksLeadSomewhere() throws IOException {
        assertThat(Pattern.compile("]\\(([^)#]+)\\)").matcher(Readme.text()).results())
                .isNotEmpty()
                .allSatisfy(link -> assertThat(Path.of(link.group(1))).exists());
    }

    private static ConsumerBuilder<String, String> handling(ConsumerBuilder<String, String> consumer) {
        return consumer.handle((value, delivery) -> {});
    }

    private static String refusal(ConsumerBuilder<String, String> consumer) {
        KafkaLabException refusal = catchThrowableOfType(KafkaLabException.class, consumer::start);
        assertThat(refusal.reason()).isEqualTo(KafkaLabException.Reason.USAGE);
        return refusal.getMessage();
    }
}
