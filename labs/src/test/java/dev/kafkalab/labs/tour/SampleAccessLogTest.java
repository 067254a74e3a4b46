package dev.kafkalab.labs.tour;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import org.junit.jupiter.api.Test;

class SampleAccessLogTest {
    @Test
    void theCommittedSampleIsWhatTheGeneratorWrites() throws IOException {
        assertThat(Files.readAllBytes(SampleAccessLog.FILE)).isEqualTo(new SampleAccessLog().bytes());
    }

    @Test
    void itHoldsTheOddLinesOfRealLogs() throws IOException {
        var lines = Files.readAllLines(SampleAccessLog.FILE, StandardCharsets.UTF_8);
        assertThat(lines)
                .hasSize(2_000)
                .allMatch(line -> line.matches("\\S+ - \\S+ \\[[^]]+] \".*\" \\d{3} (\\d+|-) \".*\" \".*\""));
        assertThat(lines).anyMatch(line -> line.startsWith("2001:db8::"));
        assertThat(lines).anyMatch(line -> line.length() > 16_000);
        assertThat(lines).anyMatch(line -> line.contains("/강의/등록"));
        assertThat(lines).anyMatch(line -> line.contains("\\\"quoted\\\""));
        assertThat(lines).anyMatch(line -> line.contains("\"-\" 408 -"));
    }
}
