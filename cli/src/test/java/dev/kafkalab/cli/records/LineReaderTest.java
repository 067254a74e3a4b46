package dev.kafkalab.cli.records;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class LineReaderTest {
    @Test
    void aLastLineWithoutDelimiterAndEmptyLinesCount() throws IOException {
        assertThat(lines("a\n\nb\r\nlast")).containsExactly("a", "", "b\r", "last");
        assertThat(lines("a\n")).containsExactly("a");
        assertThat(lines("\n")).containsExactly("");
        assertThat(lines("")).isEmpty();
    }

    @Test
    void aLineThatIsTooLongIsFlaggedAndTheNextOneIsWhole() throws IOException {
        byte[] input = ("x".repeat(1_000_000) + "\nshort\n" + "y".repeat(100)).getBytes(StandardCharsets.US_ASCII);
        LineReader reader = new LineReader(new ByteArrayInputStream(input), (byte) '\n', 99);
        assertThat(reader.next()).isTrue();
        assertThat(reader.tooLong()).isTrue();
        assertThat(reader.next()).isTrue();
        assertThat(reader.tooLong()).isFalse();
        assertThat(line(reader)).isEqualTo("short");
        assertThat(reader.number()).isEqualTo(2);
        assertThat(reader.next()).isTrue();
        assertThat(reader.tooLong()).isTrue();
        assertThat(reader.next()).isFalse();
    }

    @Test
    void splitsAnyBytesInAnyPieces() throws IOException {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        for (int round = 0; round < 50; round++) {
            byte[] input = new byte[random.nextInt(600_000)];
            random.nextBytes(input);
            InputStream pieces = new ByteArrayInputStream(input) {
                @Override
                public synchronized int read(byte[] into, int from, int length) {
                    return super.read(into, from, Math.min(length, 1 + random.nextInt(5_000)));
                }
            };
            LineReader reader = new LineReader(pieces, (byte) '\n', 1 << 20);
            int at = 0;
            while (reader.next()) {
                byte[] line = Arrays.copyOfRange(reader.buffer(), reader.from(), reader.to());
                assertThat(line).as("seed %d", seed).isEqualTo(Arrays.copyOfRange(input, at, at + line.length));
                at += line.length;
                if (at < input.length) {
                    assertThat(input[at]).as("seed %d", seed).isEqualTo((byte) '\n');
                    at++;
                }
            }
            assertThat(at).as("seed %d", seed).isEqualTo(input.length);
        }
    }

    private static List<String> lines(String input) throws IOException {
        LineReader reader =
                new LineReader(new ByteArrayInputStream(input.getBytes(StandardCharsets.UTF_8)), (byte) '\n', 1 << 20);
        List<String> lines = new ArrayList<>();
        while (reader.next()) {
            lines.add(line(reader));
        }
        return lines;
    }

    private static String line(LineReader reader) {
        return new String(reader.buffer(), reader.from(), reader.to() - reader.from(), StandardCharsets.UTF_8);
    }
}
