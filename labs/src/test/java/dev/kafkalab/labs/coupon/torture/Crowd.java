package dev.kafkalab.labs.coupon.torture;

import dev.kafkalab.labs.coupon.Answer;
import dev.kafkalab.labs.coupon.burst.HttpRequests;
import dev.kafkalab.labs.coupon.desk.Requests;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

/** Users who ask twice each, at any process, and again if they get no answer. Remembers what they were told. */
final class Crowd {
    private static final int AT_ONCE = 128;
    private static final long AGAIN_MILLIS = 150;
    private static final Duration PATIENCE = Duration.ofSeconds(12);

    private final long event;
    private final List<Requests> desks;
    private final Random random;
    private final Semaphore free = new Semaphore(AT_ONCE);
    private final ScheduledThreadPoolExecutor again = new ScheduledThreadPoolExecutor(2);
    final Map<Long, Integer> issued = new ConcurrentHashMap<>();
    final Queue<String> contradictions = new ConcurrentLinkedQueue<>();
    final Map<Integer, AtomicLong> counts = new ConcurrentHashMap<>();
    final AtomicLong unanswered = new AtomicLong();

    /** @param address of each process, as it is now */
    Crowd(long event, int processes, IntFunction<URI> address, long seed) {
        this.event = event;
        this.random = new Random(seed);
        this.desks = IntStream.range(0, processes)
                .<Requests>mapToObj(number -> new Requests() {
                    private volatile URI last = URI.create("http://none");
                    private volatile HttpRequests http = new HttpRequests(last, PATIENCE);

                    @Override
                    public void ask(long event, long user, Consumer<Answer> listener) {
                        URI now = address.apply(number);
                        if (!now.equals(last)) {
                            synchronized (this) {
                                http = new HttpRequests(now, PATIENCE);
                                last = now;
                            }
                        }
                        http.ask(event, user, listener);
                    }
                })
                .toList();
    }

    /** Lets a user ask, when there is room. */
    void ask(long user) throws InterruptedException {
        free.acquire();
        attempt(user);
    }

    private void attempt(long user) {
        int desk;
        synchronized (random) {
            desk = random.nextInt(desks.size());
        }
        desks.get(desk).ask(event, user, answer -> take(user, answer));
    }

    private void take(long user, Answer answer) {
        if (answer instanceof Answer.Unavailable) {
            unanswered.incrementAndGet();
            again.schedule(() -> attempt(user), AGAIN_MILLIS, TimeUnit.MILLISECONDS);
            return;
        }
        counts.computeIfAbsent(answer.status(), status -> new AtomicLong()).incrementAndGet();
        if (answer instanceof Answer.Issued got) {
            Integer before = issued.put(user, got.number());
            if (before != null) {
                contradictions.add("user " + user + " was told twice: " + before + " and " + got.number());
            }
        } else if (answer instanceof Answer.AlreadyTried tried && tried.number().isPresent()) {
            Integer told = issued.get(user);
            if (told != null && told != tried.number().getAsInt()) {
                contradictions.add("user %d was told %d, then %d"
                        .formatted(user, told, tried.number().getAsInt()));
            }
        } else if (!(answer instanceof Answer.AlreadyTried) && !(answer instanceof Answer.SoldOut)) {
            contradictions.add("user " + user + " was told " + answer);
        }
        free.release();
    }

    /** Waits until everybody has an answer. */
    void awaitAnswered() throws InterruptedException {
        if (!free.tryAcquire(AT_ONCE, 3, TimeUnit.MINUTES)) {
            throw new IllegalStateException((AT_ONCE - free.availablePermits()) + " users get no answer");
        }
        free.release(AT_ONCE);
    }

    /** How many were answered so, by status. */
    Map<Integer, Long> answers() {
        Map<Integer, Long> answers = new TreeMap<>();
        counts.forEach((status, count) -> answers.put(status, count.get()));
        return answers;
    }

    long answered() {
        return counts.values().stream().mapToLong(AtomicLong::get).sum();
    }

    void end() {
        again.shutdownNow();
    }
}
