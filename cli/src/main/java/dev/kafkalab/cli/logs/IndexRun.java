package dev.kafkalab.cli.logs;

import dev.kafkalab.cli.CommandContext;
import dev.kafkalab.cli.CommandException;
import dev.kafkalab.cli.ExitCode;
import dev.kafkalab.cli.Interruption;
import dev.kafkalab.labs.logs.index.IndexSettings;
import dev.kafkalab.labs.logs.index.IndexStatus;
import dev.kafkalab.labs.logs.index.RunningIndexer;
import dev.kafkalab.labs.logs.search.SearchServer;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.common.TopicPartition;

/** Indexes until the end, until somebody interrupts, or until it cannot go on. */
public final class IndexRun {
    private static final Duration GLANCE = Duration.ofMillis(100);

    private final CommandContext context;
    private final IndexRequest request;
    private Optional<String> waitedFor = Optional.empty();

    public IndexRun(CommandContext context, IndexRequest request) {
        this.context = context;
        this.request = request;
    }

    /** @return one of {@link ExitCode} */
    public int run(String elasticsearch) {
        IndexSettings settings = request.settings();
        Map<String, Object> properties = context.connection().properties();
        long begun = System.nanoTime();
        try (SearchServer server = SearchServer.connect(elasticsearch);
                RunningIndexer indexer = RunningIndexer.start(settings, properties, server);
                Interruption interruption = new Interruption(indexer::close);
                ProgressLine progress = new ProgressLine(context)) {
            Optional<Map<TopicPartition, Long>> ends =
                    request.once() ? Optional.of(RunningIndexer.ends(settings, properties)) : Optional.empty();
            while (!indexer.awaitStopped(GLANCE)) {
                IndexStatus status = indexer.status();
                tell(status, progress);
                progress.show(
                        "%,d documents, %,d rejected, lag %,d"
                                .formatted(status.documents(), status.rejected(), status.lag()),
                        status.documents());
                if (ends.isPresent() && indexer.isAt(ends.get())) {
                    indexer.close();
                }
            }
            progress.erase();
            summary(settings, indexer.status(), Duration.ofNanos(System.nanoTime() - begun));
            return interruption.happened() ? ExitCode.INTERRUPTED : ExitCode.OK;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CommandException(ExitCode.INTERRUPTED, "interrupted", e);
        }
    }

    private void tell(IndexStatus status, ProgressLine progress) {
        if (status.waitsFor().isPresent() == waitedFor.isPresent()) {
            return;
        }
        waitedFor = status.waitsFor();
        progress.erase();
        context.say(waitedFor.map(what -> "waits: " + what).orElse("goes on"));
    }

    private void summary(IndexSettings settings, IndexStatus status, Duration took) {
        context.say("%,d documents in %s-*, %,d rejected%s, %,d refused%s, %.1f s"
                .formatted(
                        status.documents(),
                        settings.index(),
                        status.rejected(),
                        status.rejected() == 0 ? "" : " (topic " + settings.rejectedTopic() + ")",
                        status.refused(),
                        status.refused() == 0 ? "" : " (topic " + settings.deadLetterTopic() + ")",
                        took.toMillis() / 1e3));
    }
}
