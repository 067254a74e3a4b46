package dev.kafkalab.sandbox.fetch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kafkalab.sandbox.Progress;
import dev.kafkalab.sandbox.SandboxException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OnceTest {
    @TempDir
    Path cache;

    @Test
    void isMadeOnceHoweverManyAskAtOnce() throws Exception {
        AtomicInteger made = new AtomicInteger();
        CountDownLatch together = new CountDownLatch(8);
        ExecutorService threads = Executors.newFixedThreadPool(8);
        try {
            List<Callable<Path>> askers = IntStream.range(0, 8)
                    .<Callable<Path>>mapToObj(i -> () -> {
                        together.countDown();
                        together.await();
                        return Once.make(cache.resolve("thing"), Progress.SILENT, draft -> {
                            made.incrementAndGet();
                            Files.writeString(draft, "whole");
                        });
                    })
                    .toList();
            for (var asker : threads.invokeAll(askers)) {
                assertThat(asker.get()).hasContent("whole");
            }
        } finally {
            threads.shutdownNow();
        }
        assertThat(made).hasValue(1);
    }

    @Test
    void whatAFailedMakerLeftIsNeverSeenAndHandedToTheNext() {
        Path target = cache.resolve("thing");
        assertThatThrownBy(() -> Once.make(target, Progress.SILENT, draft -> {
                    Files.writeString(draft, "half");
                    throw new IOException("No space left on device");
                }))
                .isInstanceOf(SandboxException.class)
                .hasMessage("disk full while writing " + target
                        + "; free some space, or set KAFKA_LAB_CACHE to a folder on another disk");
        assertThat(target).doesNotExist();
        Once.make(target, Progress.SILENT, draft -> Files.writeString(draft, Files.readString(draft) + " and half"));
        assertThat(target).hasContent("half and half");
    }
}
