package dev.kafkalab.labs.content.workers;

import dev.kafkalab.labs.content.ContentNames;
import dev.kafkalab.labs.content.ContentStores;
import dev.kafkalab.labs.content.cache.CacheWorker;
import dev.kafkalab.labs.content.feed.FeedWorker;
import dev.kafkalab.labs.content.index.IndexWorker;
import dev.kafkalab.labs.content.inspect.ChatSettings;
import dev.kafkalab.labs.content.inspect.InspectWorker;
import dev.kafkalab.labs.content.work.RunningWorker;
import dev.kafkalab.labs.content.work.Worker;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** Several workers in one process. Thread-safe. Whoever starts them closes them. */
public final class ContentWorkers implements AutoCloseable {
    private final List<RunningWorker> running;

    private ContentWorkers(List<RunningWorker> running) {
        this.running = List.copyOf(running);
    }

    /**
     * Starts a copy of each.
     *
     * @param chat the model that judges posts; empty: they are judged offline
     * @throws RuntimeException if one cannot start; then none runs
     */
    public static ContentWorkers start(
            ContentStores stores, ContentNames names, Collection<Worker> workers, Optional<ChatSettings> chat) {
        List<RunningWorker> running = new ArrayList<>();
        try {
            for (Worker worker : workers) {
                running.add(
                        switch (worker) {
                            case INSPECT -> InspectWorker.start(stores, names, chat);
                            case FEED -> FeedWorker.start(stores, names);
                            case CACHE -> CacheWorker.start(stores, names);
                            case INDEX -> IndexWorker.start(stores, names);
                        });
            }
            return new ContentWorkers(running);
        } catch (RuntimeException e) {
            RunningWorker.closeAll(running);
            throw e;
        }
    }

    public List<RunningWorker> running() {
        return running;
    }

    /**
     * Waits until one of them has stopped, at most this long.
     *
     * @return false if all run
     * @throws RuntimeException what stopped it
     */
    public boolean awaitStopped(Duration limit) throws InterruptedException {
        Duration each = limit.dividedBy(running.size());
        boolean stopped = false;
        for (RunningWorker worker : running) {
            stopped |= worker.awaitStopped(each);
        }
        return stopped;
    }

    /** All at once, since each waits for what it has begun. */
    @Override
    public void close() {
        running.parallelStream().forEach(RunningWorker::close);
    }
}
