package dev.kafkalab.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReadmeSectionTest {
    @ParameterizedTest
    @ValueSource(strings = {"consumer", "cdc", "coupon", "content", "logs"})
    void theReadmeHasAPlaceForTheResultsOfEachBenchmark(String benchmark) throws Exception {
        String readme = Files.readString(Path.of("README.md"));
        ReadmeSection section = new ReadmeSection(benchmark);
        String replaced = section.replaced(readme, List.of("new results"));
        assertThat(replaced).contains(section.begin() + "\nnew results\n" + section.end());
        assertThat(section.replaced(replaced, List.of("newer"))).doesNotContain("new results");
    }

    @Test
    void aReadmeWithoutSuchAPlaceIsLeftAlone() {
        assertThatIllegalStateException()
                .isThrownBy(() -> new ReadmeSection("cdc").replaced("nothing here", List.of()))
                .withMessageContaining("scripts/bench cdc");
    }
}
