package dev.kafkalab.cli.logs;

import dev.kafkalab.cli.CommandException;
import dev.kafkalab.labs.logs.chart.ChartQuery;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.Optional;

/**
 * What {@code chart-logs} was asked.
 *
 * @param live whether it is drawn again and again
 * @param html where a page goes
 * @param png where a picture goes
 * @param width of the terminal, in cells
 */
public record ChartRequest(
        ChartQuery query, boolean live, Optional<Path> html, Optional<Path> png, ZoneId zone, Optional<Integer> width) {
    public ChartRequest {
        width.filter(cells -> cells < 60 || cells > 1000).ifPresent(cells -> {
            throw CommandException.usage("--width is %d; it must be 60 to 1000".formatted(cells));
        });
        if (live && (html.isPresent() || png.isPresent())) {
            throw CommandException.usage("--live draws in the terminal; leave out --html and --png");
        }
    }
}
