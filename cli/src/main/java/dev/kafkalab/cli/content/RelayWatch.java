package dev.kafkalab.cli.content;

import dev.kafkalab.cli.CommandContext;
import dev.kafkalab.health.Health;
import dev.kafkalab.labs.content.ContentNames;
import dev.kafkalab.labs.content.ContentStores;
import dev.kafkalab.labs.content.write.PostRelay;
import java.util.Optional;

/** The relay that runs beside workers, if one does; says when it cannot go on and when it can again. Of one thread. */
final class RelayWatch implements AutoCloseable {
    private final CommandContext context;
    private final Optional<PostRelay> relay;
    private boolean told;

    private RelayWatch(CommandContext context, Optional<PostRelay> relay) {
        this.context = context;
        this.relay = relay;
    }

    static RelayWatch start(CommandContext context, ContentStores stores, ContentNames names) {
        return new RelayWatch(context, Optional.of(PostRelay.start(stores, names)));
    }

    static RelayWatch none(CommandContext context) {
        return new RelayWatch(context, Optional.empty());
    }

    /** Whether all that is committed is carried; a relay that is not there has nothing to do. */
    boolean isDone() {
        return relay.map(PostRelay::isDone).orElse(true);
    }

    void show() {
        relay.map(PostRelay::health).ifPresent(health -> {
            boolean well = health.status() == Health.Status.UP;
            if (!well && !told) {
                context.say("relay: " + health.reasons().get(0));
            } else if (well && told) {
                context.say("relay: UP again");
            }
            told = !well;
        });
    }

    @Override
    public void close() {
        relay.ifPresent(PostRelay::close);
    }
}
