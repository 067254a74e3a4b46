package dev.kafkalab.cli.capture;

import dev.kafkalab.cdc.Envelope;
import dev.kafkalab.cdc.RelayBuilder;
import dev.kafkalab.cdc.TooLarge;
import dev.kafkalab.cli.CommandException;
import java.time.Duration;
import java.util.Optional;

/**
 * How to relay; what is empty is left to {@link RelayBuilder}.
 *
 * @param topics a pattern
 * @param positions the topic that holds them
 * @param prune how old sent rows must be to be deleted
 * @param from where to begin, as {@link StartArgument} gives it
 */
public record RelayRequest(
        Optional<String> name,
        Optional<String> topics,
        Optional<Envelope> envelope,
        String positions,
        boolean tombstones,
        boolean existingTopicsOnly,
        Optional<Duration> prune,
        boolean once,
        Optional<String> from,
        Optional<TooLarge> tooLarge) {

    /** @throws CommandException if one name is given to several relays */
    void requireFor(int relays) {
        if (relays > 1 && name.isPresent()) {
            throw CommandException.usage(
                    "--name %s is one name, and there are %d tables, each with a relay of its own; leave it out"
                            .formatted(name.get(), relays));
        }
    }

    RelayBuilder applyTo(RelayBuilder relay) {
        relay.positionTopic(positions);
        name.ifPresent(relay::name);
        topics.ifPresent(relay::topics);
        envelope.ifPresent(relay::envelope);
        prune.ifPresent(relay::prune);
        from.ifPresent(relay::from);
        tooLarge.ifPresent(relay::tooLarge);
        if (tombstones) {
            relay.tombstones();
        }
        if (existingTopicsOnly) {
            relay.existingTopicsOnly();
        }
        return once ? relay.once() : relay;
    }
}
