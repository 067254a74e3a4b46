package dev.kafkalab.labs.content.cache;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.stream.Collectors;

/**
 * Reads single posts from the cache for many at once: what is asked while a request is under way goes together into the
 * next, since it is the round trip that limits how many a second Redis answers. Nobody waits for others to come.
 *
 * <p>Thread-safe; futures are completed by a thread of its own, so what hangs on them must be quick. Closing it ends that
 * thread; the cache's client is the caller's.
 */
public final class GatheredReads implements AutoCloseable {
    private static final int MOST = 256;

    private record Question(long id, CompletableFuture<Optional<CachedPost>> answer) {}

    private final PostCache cache;
    private final LinkedBlockingQueue<Question> questions = new LinkedBlockingQueue<>();
    private final Thread reader = new Thread(this::read, "cache-reads");

    private GatheredReads(PostCache cache) {
        this.cache = cache;
    }

    public static GatheredReads of(PostCache cache) {
        GatheredReads reads = new GatheredReads(cache);
        reads.reader.setDaemon(true);
        reads.reader.start();
        return reads;
    }

    /** Empty if the cache does not know it; failed with what the client throws. */
    public CompletableFuture<Optional<CachedPost>> get(long id) {
        Question question = new Question(id, new CompletableFuture<>());
        questions.add(question);
        return question.answer();
    }

    private void read() {
        try {
            while (!Thread.currentThread().isInterrupted()) {
                List<Question> together = new ArrayList<>();
                together.add(questions.take());
                questions.drainTo(together, MOST - 1);
                answer(together);
            }
        } catch (InterruptedException closed) {
            Thread.currentThread().interrupt();
        }
        questions.forEach(question -> question.answer().cancel(false));
    }

    private void answer(List<Question> together) {
        try {
            Map<Long, CachedPost> found =
                    cache.get(together.stream().map(Question::id).collect(Collectors.toSet()));
            together.forEach(question -> question.answer().complete(Optional.ofNullable(found.get(question.id()))));
        } catch (RuntimeException e) {
            together.forEach(question -> question.answer().completeExceptionally(e));
        }
    }

    @Override
    public void close() {
        reader.interrupt();
    }
}
