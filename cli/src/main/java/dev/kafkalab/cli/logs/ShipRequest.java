package dev.kafkalab.cli.logs;

import dev.kafkalab.labs.logs.ship.Multiline;
import dev.kafkalab.labs.logs.ship.ShipSettings;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What {@code ship-logs} was asked.
 *
 * @param registry empty: one for each topic and cluster
 * @param unfinished whether a last line that does not end is shipped
 * @param multiline how an event begins
 */
public record ShipRequest(
        List<String> paths,
        String topic,
        Optional<Path> registry,
        boolean once,
        boolean unfinished,
        Optional<Pattern> multiline,
        Duration multilineTimeout,
        int longest,
        boolean copies) {
    ShipSettings settings(Path registryFile) {
        ShipSettings settings = ShipSettings.of(paths, topic, registryFile).longest(longest);
        if (multiline.isPresent()) {
            settings = settings.multiline(new Multiline(multiline.get(), multilineTimeout));
        }
        if (copies) {
            settings = settings.withCopies();
        }
        return once ? settings.once(unfinished) : unfinished ? settings.withUnfinished() : settings;
    }
}
