package dev.kafkalab.cli.command;

import dev.kafkalab.cli.CommandException;
import dev.kafkalab.cli.ExitCode;
import dev.kafkalab.offsets.OffsetFile;
import dev.kafkalab.offsets.ResetScope;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Exactly one of the eight places to move offsets to. */
final class ScopeOptions {
    @Option(names = "--to-earliest", description = "The first record still there.")
    private boolean toEarliest;

    @Option(names = "--to-latest", description = "The end.")
    private boolean toLatest;

    @Option(names = "--to-offset", paramLabel = "N", description = "This offset, or the nearest one in the log.")
    private @Nullable Long toOffset;

    @Option(
            names = "--shift-by",
            paramLabel = "N",
            description = "So many offsets on, or back if negative; or the nearest one in the log.")
    private @Nullable Long shiftBy;

    @Option(
            names = "--to-datetime",
            paramLabel = "TIME",
            description =
                    "The first record with this timestamp or a later one, or the end. TIME: 2026-01-01T00:00:00Z, "
                            + "2026-01-01T09:00+09:00, without a zone UTC, or milliseconds since 1970.")
    private @Nullable Instant toDatetime;

    @Option(
            names = "--by-duration",
            paramLabel = "DURATION",
            description = "As --to-datetime, so long ago: 90s, 1h, 7d, P1DT12H.")
    private @Nullable Duration byDuration;

    @Option(names = "--to-current", description = "Where it stands, or the end where it never committed.")
    private boolean toCurrent;

    @Option(
            names = "--from-file",
            paramLabel = "FILE",
            description = "CSV without a header, topic,partition,offset or group,topic,partition,offset.")
    @Nullable
    Path fromFile;

    /** @throws CommandException if the file cannot be read */
    ResetScope scope(String group) {
        if (toOffset != null) {
            return new ResetScope.ToOffset(toOffset);
        } else if (shiftBy != null) {
            return new ResetScope.ShiftBy(shiftBy);
        } else if (toDatetime != null) {
            return new ResetScope.ToDatetime(toDatetime);
        } else if (byDuration != null) {
            return new ResetScope.ByDuration(byDuration);
        } else if (fromFile != null) {
            return new ResetScope.FromFile(OffsetFile.read(text(fromFile), group, fromFile.toString()));
        } else if (toCurrent) {
            return new ResetScope.ToCurrent();
        }
        return toLatest ? new ResetScope.ToLatest() : new ResetScope.ToEarliest();
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (NoSuchFileException e) {
            throw new CommandException(ExitCode.NOT_FOUND, "no such file: " + file, e);
        } catch (IOException e) {
            throw new CommandException(ExitCode.USAGE, "cannot read " + file + ": " + e.getMessage(), e);
        }
    }
}
