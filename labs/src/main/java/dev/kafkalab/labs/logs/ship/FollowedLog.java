package dev.kafkalab.labs.logs.ship;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A log that is being followed: content with an id, wherever it lies at present. Between a truncation and the copy being
 * found it lies nowhere. Of the shipper's thread.
 */
final class FollowedLog {
    private final String id;
    private final String key;
    private final byte[] keyBytes;
    private final LineCutter cutter;
    private final Deque<Shipment> onTheWay = new ArrayDeque<>();
    private FileKey file;
    private Path path;
    private EventWriter.Origin origin;
    private Fingerprint beginning;
    private Place acknowledged;
    private boolean complete;
    private @Nullable Source source;
    private long changedAt;
    private @Nullable Stamp seen;

    FollowedLog(RegisteredLog known, int longest, Optional<Multiline> multiline, long now) {
        this.id = known.id();
        this.key = known.key();
        this.keyBytes = key.getBytes(StandardCharsets.UTF_8);
        this.file = known.file();
        this.path = Path.of(known.path());
        this.beginning = known.beginning();
        this.acknowledged = known.place();
        this.complete = known.complete();
        this.cutter = new LineCutter(longest, multiline, known.place());
        this.origin = new EventWriter.Origin(known.path(), id);
        this.changedAt = now;
    }

    RegisteredLog registered() {
        return new RegisteredLog(
                id, file, path.toString(), key, beginning, acknowledged, complete && onTheWay.isEmpty());
    }

    /** Begins or goes on to read it there. Lines that were begun are read again. */
    void lieIn(FileKey newFile, Path newPath, Source newSource) {
        cutter.drop();
        complete = false;
        file = newFile;
        source = newSource;
        moveTo(newPath);
    }

    /** It is the same file under another name. */
    void moveTo(Path newPath) {
        if (!path.equals(newPath)) {
            path = newPath;
            origin = new EventWriter.Origin(newPath.toString(), id);
        }
    }

    /** It lies nowhere any more, or in a file that is not looked at. */
    void leave() throws IOException {
        if (source != null) {
            source.close();
            source = null;
        }
    }

    /** It was looked at when it was so. */
    void see(Stamp stamp) {
        seen = stamp;
    }

    boolean isAsSeen(Stamp stamp) {
        return stamp.equals(seen);
    }

    void complete() {
        complete = true;
    }

    void grew(Fingerprint longer) {
        beginning = longer;
    }

    void changed(long now) {
        changedAt = now;
    }

    void sent(Shipment shipment) {
        onTheWay.add(shipment);
    }

    /** Takes note of what the brokers have. @return whether that is more than before */
    boolean settle() {
        boolean more = false;
        Place place = onTheWay.isEmpty() ? null : onTheWay.peek().acknowledged();
        while (place != null) {
            acknowledged = place;
            more = true;
            onTheWay.remove();
            place = onTheWay.isEmpty() ? null : onTheWay.peek().acknowledged();
        }
        return more;
    }

    boolean isSettled() {
        return onTheWay.isEmpty();
    }

    String id() {
        return id;
    }

    byte[] key() {
        return keyBytes;
    }

    FileKey file() {
        return file;
    }

    Path path() {
        return path;
    }

    Path firstPath() {
        return Path.of(key);
    }

    EventWriter.Origin origin() {
        return origin;
    }

    Fingerprint beginning() {
        return beginning;
    }

    LineCutter cutter() {
        return cutter;
    }

    boolean isComplete() {
        return complete;
    }

    @Nullable
    Source source() {
        return source;
    }

    /** When something was read last, or it was found; {@link System#nanoTime}. */
    long changedAt() {
        return changedAt;
    }
}
