package dev.kafkalab.deadletters;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.kafkalab.cluster.Partitions;
import dev.kafkalab.deadletters.RedriveReport.Action;
import dev.kafkalab.sandbox.Sandbox;
import dev.kafkalab.sandbox.junit.SandboxTest;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@SandboxTest
@Timeout(value = 3, unit = TimeUnit.MINUTES)
class RedriveKillIT {
    private static final int LETTERS = 4_000;

    @Test
    void killedMidwayAgainAndAgainEachLetterComesBackOnce(Sandbox sandbox) throws Exception {
        long seed = new Random().nextLong();
        System.out.println("seed " + seed);
        Random random = new Random(seed);
        String servers = sandbox.bootstrapServers().orElseThrow();
        try (Graveyard graveyard = new Graveyard(servers)) {
            graveyard.create(graveyard.topic, 3);
            graveyard.create(graveyard.dead, 2);
            IOException broken = new IOException();
            IntStream.range(0, LETTERS).forEach(i -> graveyard.bury(i % 3, i, "k" + i, Integer.toString(i), broken));
            graveyard.flush();

            for (int kill = 0; kill < 4; kill++) {
                long enough = sent(graveyard) + 50 + random.nextInt(600);
                Process redrive = RedriveProcess.start(servers, graveyard.dead);
                await().atMost(Duration.ofMinutes(2))
                        .pollInterval(Duration.ofMillis(5))
                        .until(() -> sent(graveyard) > enough);
                assertThat(redrive.isAlive()).as("killed midway").isTrue();
                redrive.destroyForcibly().waitFor();
            }
            RedriveReport last = graveyard.redrive().run(RedriveRequest.of(graveyard.dead));

            assertThat(last.records(Action.REDRIVE)).isBetween(1L, LETTERS - 200L);
            assertThat(last.already()).isEqualTo(LETTERS - last.records(Action.REDRIVE));
            List<String> back = graveyard.values(graveyard.topic);
            assertThat(back).doesNotHaveDuplicates().hasSize(LETTERS);
        }
    }

    /** Offsets of the topic: records, open or aborted ones included, and markers. */
    private static long sent(Graveyard graveyard) {
        return new Partitions(graveyard.cluster)
                        .end(IntStream.range(0, 3)
                                .mapToObj(partition -> new TopicPartition(graveyard.topic, partition))
                                .toList())
                        .values()
                        .stream()
                        .mapToLong(Long::longValue)
                        .sum();
    }
}
