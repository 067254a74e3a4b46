package dev.kafkalab.labs.logs.chart;

import dev.kafkalab.labs.logs.chart.LogFigures.Count;
import dev.kafkalab.labs.logs.chart.LogFigures.Durations;
import dev.kafkalab.labs.logs.chart.LogFigures.Point;
import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.FontMetrics;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.Line2D;
import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.ZoneId;
import java.util.List;
import java.util.function.DoubleFunction;
import java.util.function.ToDoubleFunction;
import javax.imageio.ImageIO;

/** Figures as a picture, drawn without a screen. A machine without fonts cannot: that is an {@link IOException}. */
public final class PngChart {
    private static final int WIDTH = 1200;
    private static final int MARGIN = 30;
    private static final int LABELS = 80;
    private static final int PANEL = 190;
    private static final int ROW = 20;
    private static final int LINE = 12;
    private static final Color INK = new Color(0x1F2933);
    private static final Color FAINT = new Color(0x66727F);
    private static final Color GRID = new Color(0xE1E6EA);
    private static final Color BAR = new Color(0x2F6690);
    private static final Color[] CLASSES = {
        new Color(0x9AA5B1),
        new Color(0x2E8B57),
        new Color(0x2F8FB0),
        new Color(0xD99A1C),
        new Color(0xC8453D),
        new Color(0x9AA5B1)
    };
    private static final Color[] LINES = {CLASSES[1], CLASSES[3], CLASSES[4]};

    private final LogFigures figures;
    private final ZoneId zone;
    private final Graphics2D pen;
    private int y;

    private PngChart(LogFigures figures, ZoneId zone, Graphics2D pen) {
        this.figures = figures;
        this.zone = zone;
        this.pen = pen;
    }

    /** The picture, as PNG. @param zone of the times */
    public static byte[] draw(LogFigures figures, ZoneId zone) throws IOException {
        System.setProperty("java.awt.headless", "true");
        boolean durations = figures.durations().isPresent();
        int rows = Math.max(
                figures.paths().size(),
                Math.max(figures.clients().size(), figures.agents().size()));
        int height = 100 + (durations ? 3 : 2) * (PANEL + 60) + rows * ROW + 50 + MARGIN;
        try {
            BufferedImage image = new BufferedImage(WIDTH, height, BufferedImage.TYPE_INT_RGB);
            Graphics2D pen = image.createGraphics();
            pen.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
            pen.setRenderingHint(RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
            pen.setColor(Color.WHITE);
            pen.fillRect(0, 0, WIDTH, height);
            new PngChart(figures, zone, pen).all();
            pen.dispose();
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            if (!ImageIO.write(image, "png", bytes)) {
                throw new IOException("no writer for PNG");
            }
            return bytes.toByteArray();
        } catch (RuntimeException | LinkageError | InternalError e) {
            throw new IOException("this machine cannot draw (no fonts?): " + e, e);
        }
    }

    private void all() {
        y = MARGIN + 16;
        text(Font.BOLD, 20, INK, figures.index(), MARGIN, y);
        y += 26;
        String durations = figures.durations()
                .map(all -> ", p50 " + Units.micros(all.p50()) + ", p95 " + Units.micros(all.p95()) + ", p99 "
                        + Units.micros(all.p99()))
                .orElse("");
        text(
                Font.PLAIN,
                14,
                FAINT,
                "%s requests, %s%s, %s to %s"
                        .formatted(
                                Units.count(figures.requests()),
                                Units.bytes(figures.bytes()),
                                durations,
                                figures.from(),
                                figures.to()),
                MARGIN,
                y);
        y += 40;
        requests();
        panel("bytes sent", Point::bytes, Units::bytes);
        bars(point -> new double[] {point.bytes()}, new Color[] {BAR}, most(Point::bytes));
        y += PANEL + 60;
        if (figures.durations().isPresent()) {
            durations();
        }
        int third = (WIDTH - 2 * MARGIN) / 3;
        top("paths", figures.paths(), MARGIN, third);
        top("clients", figures.clients(), MARGIN + third, third);
        top("agents", figures.agents(), MARGIN + 2 * third, third);
    }

    private void requests() {
        panel("requests each " + Units.step(figures.step()), Point::requests, value -> Units.count(Math.round(value)));
        int x = WIDTH - MARGIN;
        for (int i = figures.statuses().size() - 1; i >= 0; i--) {
            Count status = figures.statuses().get(i);
            String label = status.name() + " " + Units.count(status.count());
            x -= pen.getFontMetrics().stringWidth(label) + 24;
            pen.setColor(CLASSES[LogFigures.CLASSES.indexOf(status.name())]);
            pen.fillRect(x, y - 24, 10, 10);
            text(Font.PLAIN, LINE, INK, label, x + 14, y - 14);
        }
        bars(
                point -> point.byClass().stream().mapToDouble(Long::doubleValue).toArray(),
                CLASSES,
                most(Point::requests));
        y += PANEL + 60;
    }

    private void durations() {
        ToDoubleFunction<Point> p99 =
                point -> point.durations().map(Durations::p99).orElse(0.0);
        panel("duration: p50 (green), p95 (yellow), p99 (red)", p99, Units::micros);
        double most = most(p99);
        pen.setStroke(new BasicStroke(2));
        for (int line = 0; line < LINES.length; line++) {
            pen.setColor(LINES[line]);
            double lastX = Double.NaN;
            double lastY = Double.NaN;
            for (int i = 0; i < figures.points().size(); i++) {
                var durations = figures.points().get(i).durations();
                if (durations.isEmpty()) {
                    continue;
                }
                double value = line == 0
                        ? durations.get().p50()
                        : line == 1 ? durations.get().p95() : durations.get().p99();
                double atX = x(i) + slot() / 2;
                double atY = y + PANEL - value / most * PANEL;
                if (!Double.isNaN(lastX)) {
                    pen.draw(new Line2D.Double(lastX, lastY, atX, atY));
                }
                pen.fill(new Rectangle2D.Double(atX - 2, atY - 2, 4, 4));
                lastX = atX;
                lastY = atY;
            }
        }
        pen.setStroke(new BasicStroke(1));
        y += PANEL + 60;
    }

    private double most(ToDoubleFunction<Point> value) {
        return Math.max(1, figures.points().stream().mapToDouble(value).max().orElse(1));
    }

    private double slot() {
        return (double) (WIDTH - 2 * MARGIN - LABELS)
                / Math.max(1, figures.points().size());
    }

    private double x(int point) {
        return MARGIN + LABELS + point * slot();
    }

    /** Title, grid and the labels of both axes. */
    private void panel(String title, ToDoubleFunction<Point> value, DoubleFunction<String> label) {
        text(Font.BOLD, 14, INK, title, MARGIN, y - 12);
        double most = most(value);
        for (int quarter = 0; quarter <= 4; quarter++) {
            int lineY = y + PANEL - quarter * PANEL / 4;
            pen.setColor(GRID);
            pen.drawLine(MARGIN + LABELS, lineY, WIDTH - MARGIN, lineY);
            String text = label.apply(most * quarter / 4);
            text(Font.PLAIN, LINE, FAINT, text, MARGIN + LABELS - 8 - width(text), lineY + 4);
        }
        int lastEnd = 0;
        for (int i = 0; i < figures.points().size(); i++) {
            String text = Units.time(figures.points().get(i).time(), figures.step(), zone);
            int at = (int) x(i);
            if (at > lastEnd + 16 && at + width(text) < WIDTH) {
                text(Font.PLAIN, LINE, FAINT, text, at, y + PANEL + 18);
                lastEnd = at + width(text);
            }
        }
    }

    /** What a point is made of, from the bottom up. */
    private interface Layers {
        double[] of(Point point);
    }

    private void bars(Layers layers, Color[] colours, double most) {
        for (int i = 0; i < figures.points().size(); i++) {
            double bottom = y + PANEL;
            double[] values = layers.of(figures.points().get(i));
            for (int layer = 0; layer < values.length; layer++) {
                double height = values[layer] / most * PANEL;
                pen.setColor(colours[layer]);
                pen.fill(new Rectangle2D.Double(
                        x(i) + slot() * 0.08, bottom - height, Math.max(1, slot() * 0.84), height));
                bottom -= height;
            }
        }
    }

    private void top(String title, List<Count> counts, int x, int width) {
        text(Font.BOLD, 14, INK, title, x, y - 12);
        long most = counts.stream().mapToLong(Count::count).max().orElse(1);
        int names = width * 3 / 5;
        for (int i = 0; i < counts.size(); i++) {
            int rowY = y + i * ROW;
            Count each = counts.get(i);
            String count = Units.count(each.count());
            text(Font.PLAIN, LINE, INK, cut(each.name(), names - width(count) - 16), x, rowY + 12);
            text(Font.PLAIN, LINE, FAINT, count, x + names - 8 - width(count), rowY + 12);
            pen.setColor(BAR);
            pen.fill(new Rectangle2D.Double(
                    x + names, rowY + 3, Math.max(1, (width - names - 20.0) * each.count() / most), 11));
        }
    }

    private String cut(String name, int room) {
        if (width(name) <= room) {
            return name;
        }
        int length = name.length();
        while (length > 1 && width(name.substring(0, length) + "…") > room) {
            length--;
        }
        return name.substring(0, length) + "…";
    }

    private int width(String text) {
        pen.setFont(new Font(Font.SANS_SERIF, Font.PLAIN, LINE));
        FontMetrics letters = pen.getFontMetrics();
        return letters.stringWidth(text);
    }

    private void text(int style, int size, Color colour, String text, int x, int baseline) {
        pen.setFont(new Font(Font.SANS_SERIF, style, size));
        pen.setColor(colour);
        pen.drawString(text, x, baseline);
    }
}
