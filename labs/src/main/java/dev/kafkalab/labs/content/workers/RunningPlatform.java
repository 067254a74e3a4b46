package dev.kafkalab.labs.content.workers;

import dev.kafkalab.health.Health;
import dev.kafkalab.labs.content.ContentNames;
import dev.kafkalab.labs.content.ContentStores;
import dev.kafkalab.labs.content.inspect.ChatSettings;
import dev.kafkalab.labs.content.work.RunningWorker;
import dev.kafkalab.labs.content.work.Worker;
import dev.kafkalab.labs.content.write.PostRelay;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/** All that carries posts on from MySQL, in one process: the relay and a copy of each worker. Whoever starts it closes it. */
public final class RunningPlatform implements AutoCloseable {
    private final PostRelay relay;
    private final ContentWorkers workers;

    private RunningPlatform(PostRelay relay, ContentWorkers workers) {
        this.relay = relay;
        this.workers = workers;
    }

    /**
     * @param chat the model that judges posts; empty: they are judged offline
     * @throws RuntimeException if a worker cannot start; then nothing runs
     */
    public static RunningPlatform start(ContentStores stores, ContentNames names, Optional<ChatSettings> chat) {
        ContentWorkers workers = ContentWorkers.start(stores, names, EnumSet.allOf(Worker.class), chat);
        return new RunningPlatform(PostRelay.start(stores, names), workers);
    }

    public PostRelay relay() {
        return relay;
    }

    public ContentWorkers workers() {
        return workers;
    }

    /** How each of them is, by name; asks no server. */
    public Map<String, Supplier<Health>> checks() {
        Map<String, Supplier<Health>> checks = new HashMap<>();
        checks.put("content relay", relay::health);
        for (RunningWorker worker : workers.running()) {
            checks.put("content " + worker.worker().id(), worker::health);
        }
        return checks;
    }

    @Override
    public void close() {
        relay.close();
        workers.close();
    }
}
