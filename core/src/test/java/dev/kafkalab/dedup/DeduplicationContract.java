package dev.kafkalab.dedup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What every store promises. */
public abstract class DeduplicationContract {
    private static final int THREADS = 16;
    private static final int IDS = 40;

    private final String group = "group-" + UUID.randomUUID();

    /** The same store each time it is called by one test; members of a group share it. */
    protected abstract Deduplication store();

    @Test
    void aNewIdIsWorkedOnAndThenItIsDone() throws Exception {
        assertThat(worksOn("a")).isTrue();
        assertThat(worksOn("a")).isFalse();
        assertThat(worksOn("a")).isFalse();
        assertThat(worksOn("b")).isTrue();
    }

    @Test
    void eachGroupDoesItsOwn() throws Exception {
        assertThat(worksOn(new DeliveryId(group, "a"))).isTrue();
        assertThat(worksOn(new DeliveryId(group + "-other", "a"))).isTrue();
        assertThat(worksOn(new DeliveryId(group + ":x", "y"))).isTrue();
        assertThat(worksOn(new DeliveryId(group, "x:y"))).isTrue();
    }

    @Test
    void aFailedAttemptLeavesNoTrace() throws Exception {
        IOException failure = new IOException("refused");
        for (int attempt = 0; attempt < 3; attempt++) {
            assertThatThrownBy(() -> work("a", () -> {
                        throw failure;
                    }))
                    .isSameAs(failure);
        }
        assertThat(worksOn("a")).isTrue();
        assertThat(worksOn("a")).isFalse();
    }

    @Test
    void anErrorLeavesNoTraceEither() throws Exception {
        StackOverflowError failure = new StackOverflowError();
        assertThatThrownBy(() -> work("a", () -> {
                    throw failure;
                }))
                .isSameAs(failure);
        assertThat(worksOn("a")).isTrue();
    }

    @ParameterizedTest
    @CsvSource(
            ignoreLeadingAndTrailingWhitespace = false,
            value = {"a,A", "a,a ", "e,é", "s,ß", "o-1,o-10", "가,각", "🎓,🎒"})
    void differentIdsAreDifferent(String one, String other) throws Exception {
        assertThat(worksOn(one)).isTrue();
        assertThat(worksOn(other)).isTrue();
        assertThat(worksOn(one)).isFalse();
    }

    @Test
    void idsOfAnyLengthAndWithAnyCharacterAreTold() throws Exception {
        String prefix = "x".repeat(5_000);
        assertThat(worksOn(prefix + "1")).isTrue();
        assertThat(worksOn(prefix + "2")).isTrue();
        assertThat(worksOn(prefix + "1")).isFalse();
        assertThat(worksOn("\u0000\n\t🎓'\"%_")).isTrue();
        assertThat(worksOn("\u0000\n\t🎓'\"%_")).isFalse();
    }

    /** Each thread asks for each id until it is done, in an order of its own; every fourth attempt fails. */
    @Test
    void ofManyThatRaceForAnIdOneWorksAndNeverTwoAtOnce() throws Exception {
        long seed = System.nanoTime();
        System.out.println(getClass().getSimpleName() + " races with seed " + seed);
        Deduplication store = store();
        Map<String, AtomicInteger> done = new ConcurrentHashMap<>();
        Map<String, AtomicInteger> atWork = new ConcurrentHashMap<>();
        List<String> overlaps = new ArrayList<>();
        CountDownLatch start = new CountDownLatch(1);
        ExecutorService threads = Executors.newFixedThreadPool(THREADS);
        try {
            List<Future<?>> members = new ArrayList<>();
            for (int thread = 0; thread < THREADS; thread++) {
                Random random = new Random(seed + thread);
                members.add(threads.submit(() -> {
                    start.await();
                    for (int number : random.ints(IDS, 0, IDS).toArray()) {
                        String id = "race-" + number;
                        boolean fails = random.nextInt(4) == 0;
                        long nanos = random.nextInt(300_000);
                        untilDone(store, id, () -> {
                            AtomicInteger working = atWork.computeIfAbsent(id, absent -> new AtomicInteger());
                            if (working.incrementAndGet() > 1) {
                                synchronized (overlaps) {
                                    overlaps.add(id);
                                }
                            }
                            LockSupport.parkNanos(nanos);
                            working.decrementAndGet();
                            if (fails) {
                                throw new IOException("this attempt fails");
                            }
                            done.computeIfAbsent(id, absent -> new AtomicInteger())
                                    .incrementAndGet();
                        });
                    }
                    return null;
                }));
            }
            start.countDown();
            for (Future<?> member : members) {
                member.get(60, TimeUnit.SECONDS);
            }
        } finally {
            threads.shutdownNow();
        }
        assertThat(overlaps).isEmpty();
        assertThat(done.values()).allSatisfy(times -> assertThat(times).hasValue(1));
        assertThat(IntStream.range(0, IDS).filter(number -> done.containsKey("race-" + number)))
                .as("ids of which one attempt at least did not fail")
                .hasSizeGreaterThan(IDS / 2);
    }

    private void untilDone(Deduplication store, String id, Deduplication.Work work) throws Exception {
        while (true) {
            try {
                store.once(new DeliveryId(group, id), TestDelivery.any(), work);
                return;
            } catch (HeldElsewhereException e) {
                LockSupport.parkNanos(Math.min(e.delay().toNanos(), 1_000_000));
            } catch (IOException e) {
                return; // the attempt that fails; another thread's turn
            }
        }
    }

    private boolean worksOn(String id) throws Exception {
        return worksOn(new DeliveryId(group, id));
    }

    private boolean worksOn(DeliveryId id) throws Exception {
        AtomicInteger worked = new AtomicInteger();
        boolean answer = store().once(id, TestDelivery.any(), worked::incrementAndGet);
        assertThat(worked).hasValue(answer ? 1 : 0);
        return answer;
    }

    private void work(String id, Deduplication.Work work) throws Exception {
        store().once(new DeliveryId(group, id), TestDelivery.any(), work);
    }
}
