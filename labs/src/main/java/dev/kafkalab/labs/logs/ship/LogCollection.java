package dev.kafkalab.labs.logs.ship;

import java.io.EOFException;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Every log that is known, and which file it lies in. Finds files under the paths and decides what each of them is: a log
 * that goes on, also under another name; a copy or an archive of one; or a new one. Of the shipper's thread.
 */
final class LogCollection {
    /** Logs whose files are gone are remembered up to this number, so that an archive of them is not shipped again. */
    private static final int GONE_KEPT = 1_000;

    private final ShipSettings settings;
    private final List<PathGlob> globs;
    private final Consumer<String> notices;
    private final SecureRandom random = new SecureRandom();
    private final List<FollowedLog> logs = new ArrayList<>();
    private final Map<FileKey, FollowedLog> byFile = new HashMap<>();
    /** Files that were said to be copies. */
    private final Set<FileKey> copiesToldOf = new HashSet<>();
    /** Whether a log lost its file in this scan. */
    private boolean retired;
    /** Files that were said not to be readable. */
    private final Set<Path> unreadable = new HashSet<>();

    LogCollection(ShipSettings settings, List<RegisteredLog> known, Consumer<String> notices) {
        this.settings = settings;
        this.globs = settings.paths().stream().map(PathGlob::of).toList();
        this.notices = notices;
        for (RegisteredLog each : known) {
            FollowedLog log = followed(each);
            logs.add(log);
            byFile.put(each.file(), log);
        }
    }

    private FollowedLog followed(RegisteredLog known) {
        return new FollowedLog(known, settings.longest(), settings.multiline(), System.nanoTime());
    }

    List<FollowedLog> all() {
        return logs;
    }

    /** Looks what there is now. @return whether there are new logs, which must be registered before they are read */
    boolean scan() throws IOException {
        retired = false;
        boolean news = pass();
        // A copy that was looked at before its original was found to be truncated is a copy no longer.
        return retired ? pass() | news : news;
    }

    private boolean pass() throws IOException {
        SortedSet<Path> found = new TreeSet<>();
        for (PathGlob glob : globs) {
            found.addAll(glob.files());
        }
        boolean news = false;
        Set<FileKey> seen = new HashSet<>();
        for (Path path : found) {
            try {
                FileKey key = FileKey.of(path);
                if (seen.add(key)) {
                    news |= look(path, key);
                }
                unreadable.remove(path);
            } catch (ReplacedException again) {
                // falls through: it changes right now; the next look will tell
            } catch (NoSuchFileException gone) {
                // falls through
            } catch (AccessDeniedException forbidden) {
                tellOnce(path, "may not be read");
            } catch (IOException damaged) {
                tellOnce(path, "cannot be read: " + damaged.getMessage());
            }
        }
        leaveVanished(seen);
        return news;
    }

    private void tellOnce(Path path, String what) {
        if (unreadable.add(path)) {
            notices.accept(path + " " + what);
        }
    }

    private boolean look(Path path, FileKey key) throws IOException {
        FollowedLog log = byFile.get(key);
        if (log != null && (log.source() != null || log.isComplete() && log.isAsSeen(Stamp.of(path)))) {
            log.moveTo(path);
            growFingerprint(log, path);
            return false;
        }
        byte[] raw = PlainSource.beginning(path);
        boolean gzip = GzipSource.isGzip(raw);
        byte[] beginning = gzip ? GzipSource.beginning(path) : raw;
        if (log != null) {
            if (log.beginning().isOf(beginning) && (log.isComplete() || open(log, path, key, gzip))) {
                log.see(Stamp.of(path));
                return false;
            }
            retire(log);
        }
        if (beginning.length == 0) {
            return false; // there is nothing to know it by
        }
        Optional<FollowedLog> original = original(path, beginning);
        if (original.isPresent() && isAlive(original.get(), key)) {
            if (copiesToldOf.add(key)) {
                notices.accept(path + " begins as " + original.get().path()
                        + " does; it is taken for a copy and not shipped (--copies ships it)");
            }
            return false;
        }
        if (original.isPresent() && goOn(original.get(), path, key, gzip)) {
            return true;
        }
        begin(path, key, beginning, gzip);
        return true;
    }

    private boolean goOn(FollowedLog log, Path path, FileKey key, boolean gzip) throws IOException {
        FileKey before = log.file();
        if (!open(log, path, key, gzip)) {
            return false;
        }
        byFile.remove(before, log);
        byFile.put(key, log);
        return true;
    }

    /** A file that is not looked at while it is known by few bytes could be mistaken for another. */
    private static void growFingerprint(FollowedLog log, Path path) throws IOException {
        if (!log.beginning().isFull() && !log.isComplete() && log.source() instanceof PlainSource) {
            byte[] beginning = PlainSource.beginning(path);
            if (log.beginning().isOf(beginning)) {
                log.grew(Fingerprint.of(beginning));
            }
        }
    }

    private boolean open(FollowedLog log, Path path, FileKey key, boolean gzip) throws IOException {
        Place place = log.cutter().place();
        Source source;
        try {
            source = gzip ? GzipSource.open(path, place.offset()) : PlainSource.open(path, log.beginning(), place);
        } catch (ReplacedException another) {
            return false;
        } catch (EOFException halfWritten) {
            throw new ReplacedException("is not written to its end yet");
        }
        if (!FileKey.of(path).equals(key)) {
            source.close();
            throw new ReplacedException("was replaced just now");
        }
        log.lieIn(key, path, source);
        return true;
    }

    private void begin(Path path, FileKey key, byte[] beginning, boolean gzip) throws IOException {
        byte[] id = new byte[9];
        random.nextBytes(id);
        FollowedLog log = followed(new RegisteredLog(
                HexFormat.of().formatHex(id),
                key,
                path.toString(),
                path.toString(),
                Fingerprint.of(beginning),
                Place.BEGINNING,
                false));
        if (open(log, path, key, gzip)) {
            logs.add(log);
            byFile.put(key, log);
        }
    }

    /**
     * The log of which a file that begins so is a copy or an archive. A few bytes alone say little, so of a short log the
     * name must tell too: that of the copy begins with its name.
     */
    private Optional<FollowedLog> original(Path path, byte[] beginning) {
        if (settings.copies()) {
            return Optional.empty();
        }
        return logs.stream()
                .filter(log -> log.beginning().length() > 0 && log.beginning().isOf(beginning))
                .filter(log -> log.beginning().isFull() || isNamedAfter(path, log))
                .reduce((first, second) -> second);
    }

    private static boolean isNamedAfter(Path path, FollowedLog log) {
        Path first = log.firstPath();
        return String.valueOf(path.getFileName()).startsWith(String.valueOf(first.getFileName()))
                && !path.equals(first)
                && Objects.equals(path.getParent(), first.getParent());
    }

    /** Whether a log still lies in a file of its own. */
    private boolean isAlive(FollowedLog log, FileKey other) {
        if (log.file().equals(other) || byFile.get(log.file()) != log) {
            return false;
        }
        if (log.source() != null) {
            return true;
        }
        try {
            return FileKey.of(log.path()).equals(log.file());
        } catch (IOException gone) {
            return false;
        }
    }

    /** Its file holds another log now; a copy of it may turn up. */
    void retire(FollowedLog log) throws IOException {
        log.leave();
        byFile.remove(log.file(), log);
        copiesToldOf.clear();
        retired = true;
    }

    /** Files that are not found any more are read on as long as they grow and for a while after. */
    private void leaveVanished(Set<FileKey> seen) throws IOException {
        long now = System.nanoTime();
        for (FollowedLog log : logs) {
            if (log.source() != null && !seen.contains(log.file()) && isQuiet(log, now, settings.patience())) {
                log.leave();
            }
        }
        List<FollowedLog> gone = logs.stream()
                .filter(log -> log.source() == null && log.isSettled() && !seen.contains(log.file()))
                .toList();
        for (FollowedLog log : gone.subList(0, Math.max(0, gone.size() - GONE_KEPT))) {
            logs.remove(log);
            byFile.remove(log.file(), log);
        }
    }

    static boolean isQuiet(FollowedLog log, long now, Duration patience) {
        return now - log.changedAt() > patience.toNanos();
    }

    /** Whether its file has no name any more that leads to it. */
    static boolean isDeleted(FollowedLog log) {
        try {
            return !Files.exists(log.path()) || !FileKey.of(log.path()).equals(log.file());
        } catch (IOException gone) {
            return true;
        }
    }

    @Nullable
    FollowedLog in(FileKey file) {
        return byFile.get(file);
    }

    void close() throws IOException {
        for (FollowedLog log : logs) {
            log.leave();
        }
    }
}
