package dev.kafkalab.labs.coupon.burst;

import dev.kafkalab.labs.coupon.Answer;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import org.HdrHistogram.ConcurrentHistogram;
import org.HdrHistogram.Histogram;
import org.jspecify.annotations.Nullable;

/** Counts answers and how long they took. Thread-safe. */
public final class Tally {
    private static final long LONGEST_MICROS = TimeUnit.MINUTES.toMicros(10);
    private static final int DIGITS = 3;

    private final ConcurrentSkipListMap<Outcome, ConcurrentHistogram> micros = new ConcurrentSkipListMap<>();
    private final LongAdder retries = new LongAdder();
    private volatile long begun = System.nanoTime();
    private volatile long ended;
    private volatile boolean stopped;
    private volatile @Nullable String lastTrouble;

    /** As it is counted. @param status as HTTP says it */
    public record Outcome(int status, String word) implements Comparable<Outcome> {
        @Override
        public int compareTo(Outcome other) {
            return Integer.compare(status, other.status);
        }
    }

    void begin() {
        begun = System.nanoTime();
        ended = 0;
    }

    void end() {
        ended = System.nanoTime();
    }

    void add(Answer answer, long nanos) {
        micros.computeIfAbsent(
                        new Outcome(answer.status(), answer.word()),
                        outcome -> new ConcurrentHistogram(LONGEST_MICROS, DIGITS))
                .recordValue(Math.min(LONGEST_MICROS, TimeUnit.NANOSECONDS.toMicros(nanos)));
        if (answer instanceof Answer.Unavailable trouble) {
            lastTrouble = trouble.reason();
        }
    }

    void retried() {
        retries.increment();
    }

    /** Lets a burst end early. */
    public void stop() {
        stopped = true;
    }

    boolean isStopped() {
        return stopped;
    }

    /** By status. */
    public Map<Outcome, Long> counts() {
        Map<Outcome, Long> counts = new TreeMap<>();
        micros.forEach((outcome, histogram) -> counts.put(outcome, histogram.getTotalCount()));
        return counts;
    }

    public long count(int status) {
        return counts().entrySet().stream()
                .filter(entry -> entry.getKey().status() == status)
                .mapToLong(Map.Entry::getValue)
                .sum();
    }

    public long answered() {
        return micros.values().stream().mapToLong(Histogram::getTotalCount).sum();
    }

    /** Requests that were made again because they got no answer. */
    public long retries() {
        return retries.sum();
    }

    /** Why the last that failed got no answer; null if all got one. */
    public @Nullable String lastTrouble() {
        return lastTrouble;
    }

    /** So far, or in all if it has ended. */
    public Duration took() {
        long end = ended;
        return Duration.ofNanos(Math.max(1, (end == 0 ? System.nanoTime() : end) - begun));
    }

    public double perSecond() {
        return answered() * 1e9 / took().toNanos();
    }

    /** A copy of all of them, in microseconds. */
    public Histogram latencies() {
        Histogram all = new Histogram(LONGEST_MICROS, DIGITS);
        micros.values().forEach(all::add);
        return all;
    }

    /** A copy of those of one outcome, in microseconds. */
    public Histogram latencies(Outcome outcome) {
        Histogram of = new Histogram(LONGEST_MICROS, DIGITS);
        ConcurrentHistogram its = micros.get(outcome);
        if (its != null) {
            of.add(its);
        }
        return of;
    }
}
