package dev.kafkalab.labs.tour;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kafkalab.KafkaLabException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AccessLogTest {
    @TempDir
    Path folder;

    @Test
    void theFirstWordIsTheKeyAndNothingIsLost() throws IOException {
        assertThat(lines("::1 - a\r\n\nlonely\n last without line feed"))
                .containsExactly("::1|- a\r", "null|", "null|lonely", "|last without line feed");
    }

    @Test
    void bytesThatAreNoTextStay() throws IOException {
        Path file = folder.resolve("bytes");
        byte[] line = {(byte) 0xff, ' ', (byte) 0xfe, 0};
        Files.write(file, line);
        List<AccessLog.Line> lines = new ArrayList<>();
        new AccessLog(Optional.of(file)).forEachLine(lines::add);
        assertThat(lines).hasSize(1);
        assertThat(lines.get(0).key()).containsExactly(0xff);
        assertThat(lines.get(0).value()).containsExactly(0xfe, 0);
    }

    @Test
    void aFileThatIsNotThereIsNamed() {
        AccessLog missing = new AccessLog(Optional.of(folder.resolve("none.log")));
        assertThatThrownBy(missing::requireReadable)
                .isInstanceOf(KafkaLabException.class)
                .hasMessageContaining("none.log");
    }

    private List<String> lines(String text) throws IOException {
        Path file = folder.resolve("lines");
        Files.writeString(file, text);
        List<String> lines = new ArrayList<>();
        new AccessLog(Optional.of(file))
                .forEachLine(
                        line -> lines.add((line.key() == null ? "null" : new String(line.key(), StandardCharsets.UTF_8))
                                + "|" + new String(line.value(), StandardCharsets.UTF_8)));
        return lines;
    }
}
