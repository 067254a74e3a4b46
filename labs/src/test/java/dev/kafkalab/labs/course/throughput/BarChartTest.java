package dev.kafkalab.labs.course.throughput;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kafkalab.labs.frame.Expectation;
import dev.kafkalab.labs.frame.Notes;
import dev.kafkalab.labs.frame.Table;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BarChartTest {
    private static final List<BarChart.Bar> BARS =
            List.of(new BarChart.Bar("slow", 1, "1/s", true), new BarChart.Bar("fast", 100, "100/s", false));

    @TempDir
    private Path folder;

    @Test
    void itWritesAPictureAndAnnouncesIt() throws IOException {
        Recorder notes = new Recorder();
        Path file = folder.resolve("chart.png");

        BarChart.show(notes, file, "records a second", BARS);

        assertThat(notes.pictures).containsExactly(file);
        BufferedImage picture = ImageIO.read(file.toFile());
        assertThat(picture.getWidth()).isGreaterThan(500);
        assertThat(cells(picture, 0x2F6690)).isGreaterThan(50 * cells(picture, 0xC8553D));
    }

    @Test
    void withoutAPictureItSaysSo() {
        Recorder notes = new Recorder();

        BarChart.show(notes, folder.resolve("missing").resolve("chart.png"), "records a second", BARS);

        assertThat(notes.pictures).isEmpty();
        assertThat(notes.lines).hasSize(1);
    }

    private static long cells(BufferedImage picture, int colour) {
        long found = 0;
        for (int x = 0; x < picture.getWidth(); x++) {
            for (int y = 0; y < picture.getHeight(); y++) {
                found += (picture.getRGB(x, y) & 0xFFFFFF) == colour ? 1 : 0;
            }
        }
        return found;
    }

    private static final class Recorder implements Notes {
        final List<Path> pictures = new ArrayList<>();
        final List<String> lines = new ArrayList<>();

        @Override
        public void table(Table table) {}

        @Override
        public void drawing(List<String> drawing) {
            lines.addAll(drawing);
        }

        @Override
        public void picture(Path file) {
            pictures.add(file);
        }

        @Override
        public void expect(String key, Expectation expectation, Object... values) {}

        @Override
        public String text(String key, Object... values) {
            return key;
        }
    }
}
