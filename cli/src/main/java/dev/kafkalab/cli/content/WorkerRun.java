package dev.kafkalab.cli.content;

import dev.kafkalab.cli.CommandContext;
import dev.kafkalab.cli.CommandException;
import dev.kafkalab.cli.ExitCode;
import dev.kafkalab.cli.Interruption;
import dev.kafkalab.labs.content.ContentNames;
import dev.kafkalab.labs.content.ContentStores;
import dev.kafkalab.labs.content.index.IndexAge;
import dev.kafkalab.labs.content.inspect.ChatSettings;
import dev.kafkalab.labs.content.work.Worker;
import dev.kafkalab.labs.content.workers.ContentWorkers;
import dev.kafkalab.labs.content.workers.WorkersLag;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;

/** Runs workers until one of them fails, there is nothing left to do, or somebody interrupts. */
public final class WorkerRun {
    private static final Duration GLANCE = Duration.ofMillis(100);

    private final CommandContext context;
    private final ContentStores stores;
    private final ContentNames names;
    private boolean relayed;

    public WorkerRun(CommandContext context, ContentStores stores, ContentNames names) {
        this.context = context;
        this.stores = stores;
        this.names = names;
    }

    /** Runs the relay from MySQL to {@code post.original} too. @return this */
    public WorkerRun withRelay() {
        relayed = true;
        return this;
    }

    /**
     * @param exit whether to end when all that was written is handled
     * @return one of {@link ExitCode}
     */
    public int run(List<Worker> workers, boolean exit) {
        Optional<ChatSettings> chat = ChatSettings.of(context.environment());
        if (workers.contains(Worker.INSPECT)) {
            context.say(
                    "posts are judged by " + chat.map(ChatSettings::toString).orElse("the offline checker"));
        }
        if (workers.contains(Worker.INDEX) && IndexAge.isOutdated(stores, names)) {
            context.say("the index was made from another mapping than this version's; run: index-content --rebuild");
        }
        AtomicBoolean asked = new AtomicBoolean();
        try (Interruption interruption = new Interruption(() -> asked.set(true));
                RelayWatch relay = relayed ? RelayWatch.start(context, stores, names) : RelayWatch.none(context);
                ContentWorkers running = ContentWorkers.start(stores, names, workers, chat)) {
            watch(running, relay, workers, exit, asked);
            return interruption.happened() ? ExitCode.INTERRUPTED : ExitCode.OK;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CommandException(ExitCode.INTERRUPTED, "interrupted");
        }
    }

    /** What the relay has not carried yet is none of the workers' lag, so they are asked again after it. */
    private static boolean isDone(RelayWatch relay, WorkersLag lag) {
        return lag.isZero() && relay.isDone() && lag.isZero();
    }

    private void watch(
            ContentWorkers running, RelayWatch relay, List<Worker> workers, boolean exit, AtomicBoolean asked)
            throws InterruptedException {
        WorkerReport report = new WorkerReport(context);
        try (WorkersLag lag = WorkersLag.of(stores, names, workers)) {
            while (!asked.get() && !running.awaitStopped(GLANCE) && !(exit && isDone(relay, lag))) {
                report.show(running.running());
                relay.show();
            }
        } finally {
            report.erase();
        }
        relay.close();
        running.close();
        running.running().forEach(report::summary);
    }
}
