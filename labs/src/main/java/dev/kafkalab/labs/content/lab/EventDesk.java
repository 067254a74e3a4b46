package dev.kafkalab.labs.content.lab;

import com.zaxxer.hikari.HikariDataSource;
import dev.kafkalab.labs.content.ContentNames;
import dev.kafkalab.labs.content.ContentStores;
import dev.kafkalab.labs.content.metadata.Metadata;
import dev.kafkalab.labs.content.work.StoreConnections;
import dev.kafkalab.labs.content.work.Worker;
import dev.kafkalab.labs.content.workers.PlatformLag;
import dev.kafkalab.labs.content.workers.RunningPlatform;
import dev.kafkalab.labs.content.write.PostDraft;
import dev.kafkalab.labs.content.write.PostWriter;
import dev.kafkalab.labs.content.write.PreparedDatabase;
import dev.kafkalab.labs.frame.Await;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeoutException;

/** Requests write MySQL alone; relay and workers run beside them, in the same process, and are killed with it. */
final class EventDesk implements Desk {
    private static final Duration PATIENCE = Duration.ofSeconds(40);

    private final ContentStores stores;
    private final ContentNames names;
    private final HikariDataSource pool;
    private final PostWriter posts;
    private final RunningPlatform carriers;

    EventDesk(ContentStores stores, ContentNames names) {
        this.stores = stores;
        this.names = names;
        this.pool = StoreConnections.mysql(stores, 4);
        PreparedDatabase database = new PreparedDatabase(pool, names);
        this.posts = new PostWriter(database, names, new Metadata(database, names), Clock.systemUTC());
        this.carriers = carriers();
    }

    // cure
    @Override
    public void create(PostDraft draft, Pause pause) throws InterruptedException {
        posts.create(draft); // the row and its event, in one transaction: both or neither
        pause.at(Place.WRITTEN);
    }

    /** Whoever reads an event takes it up again after a crash, and a version that is there already changes nothing. */
    private RunningPlatform carriers() {
        return RunningPlatform.start(stores, names, Optional.empty());
    }
    // end

    @Override
    public void update(long id, PostDraft draft, Pause pause) throws InterruptedException {
        posts.revise(id, draft);
        pause.at(Place.WRITTEN);
    }

    @Override
    public void delete(long id, Pause pause) throws InterruptedException {
        posts.delete(id);
        pause.at(Place.WRITTEN);
    }

    @Override
    public void awaitBusy() throws InterruptedException, TimeoutException {
        Await.until(
                "workers that are at work",
                PATIENCE,
                () -> carriers.workers().running().stream()
                        .anyMatch(worker -> worker.worker() == Worker.INSPECT
                                && worker.progress().handled() > 0));
    }

    @Override
    public void awaitDone() throws InterruptedException, TimeoutException {
        if (!PlatformLag.await(stores, names, PATIENCE)) {
            throw new TimeoutException("relay and workers are not done after " + PATIENCE.toSeconds() + " s");
        }
    }

    @Override
    public void close() {
        carriers.close();
        pool.close();
    }
}
