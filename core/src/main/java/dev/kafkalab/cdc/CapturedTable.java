package dev.kafkalab.cdc;

import java.util.List;
import java.util.Optional;

/**
 * A table whose changes are logged.
 *
 * @param drift what was altered since the triggers were made, empty if nothing; then run install again
 * @param snapshotDone whether the rows that were there before the triggers are in the log too
 * @param snapshotKey the primary key up to which the snapshot is, as JSON, while it is under way
 * @param missingTriggers those that somebody dropped: what they would have logged is lost
 */
public record CapturedTable(
        String name,
        Optional<String> drift,
        boolean snapshotDone,
        Optional<String> snapshotKey,
        List<String> missingTriggers) {
    public CapturedTable {
        missingTriggers = List.copyOf(missingTriggers);
    }
}
