package dev.kafkalab.labs.course.throughput;

import dev.kafkalab.labs.frame.Notes;
import java.awt.Color;
import java.awt.Font;
import java.awt.FontMetrics;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javax.imageio.ImageIO;

/** Horizontal bars as a PNG, drawn without a screen. Labels are Latin, since not every machine has other letters. */
final class BarChart {
    private static final int WIDTH = 1100;
    private static final int MARGIN = 24;
    private static final int ROW = 30;
    private static final int BAR = 20;
    private static final int GAP = 12;
    private static final Color INK = new Color(0x1F2933);
    private static final Color TRACK = new Color(0xEEF1F4);
    private static final Color SLOW = new Color(0xC8553D);
    private static final Color FAST = new Color(0x2F6690);

    /**
     * One bar.
     *
     * @param figures what stands behind it
     * @param slow whether it is the failing way, which has a colour of its own
     */
    record Bar(String label, double value, String figures, boolean slow) {}

    private BarChart() {}

    /** Draws and announces it. A machine without fonts gets a line of text instead, since a picture proves nothing. */
    static void show(Notes notes, Path file, String title, List<Bar> bars) {
        try {
            write(file, title, bars);
            notes.picture(file);
        } catch (IOException | RuntimeException | LinkageError | InternalError e) {
            notes.drawing(List.of(notes.text("no-picture", e.getClass().getSimpleName())));
        }
    }

    private static void write(Path file, String title, List<Bar> bars) throws IOException {
        System.setProperty("java.awt.headless", "true");
        int top = 2 * MARGIN + ROW;
        BufferedImage image = new BufferedImage(WIDTH, top + bars.size() * ROW + MARGIN, BufferedImage.TYPE_INT_RGB);
        Graphics2D pen = image.createGraphics();
        try {
            pen.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
            pen.setRenderingHint(RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
            pen.setColor(Color.WHITE);
            pen.fillRect(0, 0, image.getWidth(), image.getHeight());
            pen.setColor(INK);
            pen.setFont(new Font(Font.SANS_SERIF, Font.BOLD, 18));
            pen.drawString(title, MARGIN, MARGIN + ROW / 2);
            pen.setFont(new Font(Font.SANS_SERIF, Font.PLAIN, 14));
            bars(pen, top, bars);
        } finally {
            pen.dispose();
        }
        ByteArrayOutputStream bytes =
                new ByteArrayOutputStream(); // of a file that it cannot write, ImageIO prints a trace
        if (!ImageIO.write(image, "png", bytes)) {
            throw new IOException("no writer for PNG");
        }
        Files.write(file, bytes.toByteArray());
    }

    private static void bars(Graphics2D pen, int top, List<Bar> bars) {
        FontMetrics letters = pen.getFontMetrics();
        int labels = bars.stream()
                .mapToInt(bar -> letters.stringWidth(bar.label()))
                .max()
                .orElse(0);
        int figures = bars.stream()
                .mapToInt(bar -> letters.stringWidth(bar.figures()))
                .max()
                .orElse(0);
        double most = bars.stream().mapToDouble(Bar::value).max().orElse(1);
        int left = MARGIN + labels + GAP;
        int room = WIDTH - MARGIN - figures - GAP - left;
        for (int i = 0; i < bars.size(); i++) {
            Bar bar = bars.get(i);
            int y = top + i * ROW;
            int baseline = y + (BAR + letters.getAscent() - letters.getDescent()) / 2;
            pen.setColor(TRACK);
            pen.fillRect(left, y, room, BAR);
            pen.setColor(bar.slow() ? SLOW : FAST);
            pen.fillRect(left, y, Math.max(1, (int) Math.round(room * bar.value() / Math.max(most, 1))), BAR);
            pen.setColor(INK);
            pen.drawString(bar.label(), left - GAP - letters.stringWidth(bar.label()), baseline);
            pen.drawString(bar.figures(), left + room + GAP, baseline);
        }
    }
}
