package dev.kafkalab.labs.logs.ship;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PlainSourceTest {
    @TempDir
    private Path folder;

    /** Else what it holds now would bear the id of what it held then. */
    @Test
    void aFileThatIsReplacedBetweenALookAndTheFirstReadIsNoticed() throws IOException {
        Path file = Files.writeString(folder.resolve("a.log"), "the first log\n");
        Fingerprint beginning = Fingerprint.of(PlainSource.beginning(file));
        try (PlainSource source = PlainSource.open(file, beginning, Place.BEGINNING)) {
            Files.writeString(file, "another log, and longer\n");
            assertThatThrownBy(() -> source.read(new byte[200], Seam.MOST, 100))
                    .isInstanceOf(ReplacedException.class)
                    .hasMessage("was truncated before it was read");
        }
    }

    @Test
    void aFileThatHasGrownSinceIsTheSame() throws IOException {
        Path file = Files.writeString(folder.resolve("a.log"), "one\n");
        Fingerprint beginning = Fingerprint.of(PlainSource.beginning(file));
        Files.writeString(file, "one\ntwo\n");
        try (PlainSource source = PlainSource.open(file, beginning, Place.BEGINNING)) {
            assertThat(source.read(new byte[200], Seam.MOST, 100)).isEqualTo(8);
            assertThat(source.read(new byte[200], Seam.MOST, 100)).isEqualTo(Source.NOTHING);
        }
    }
}
