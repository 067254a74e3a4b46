package dev.kafkalab.cdc.torture;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kafkalab.sandbox.Sandbox;
import dev.kafkalab.sandbox.ServerKind;
import dev.kafkalab.sandbox.junit.SandboxTest;
import java.nio.file.Path;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The relay is killed with -9 under racing writers. Many kills, and restarts: {@code scripts/torture cdc}. */
@SandboxTest(servers = {ServerKind.KAFKA, ServerKind.MYSQL})
class CaptureTortureIT {
    private CaptureTorture torture;

    @BeforeEach
    void prepare(Sandbox sandbox, @TempDir Path folder) {
        long seed = new Random().nextInt(Integer.MAX_VALUE);
        System.out.println("seed " + seed);
        torture = new CaptureTorture(sandbox, folder, 3, 0, seed, System.out::println);
    }

    @ParameterizedTest
    @ValueSource(strings = {"outbox", "changelog", "table"})
    void whatIsCommittedReachesKafka(String kind) throws Exception {
        CaptureTorture.Result result = torture.run(kind);
        assertThat(result.holds()).as(result.toString()).isTrue();
        assertThat(result.recount().committed()).isGreaterThan(100);
    }

    @Test
    void aBareWatermarkMissesEventsUnderTheSameWriters() throws Exception {
        CaptureTorture.Result result = torture.runNaively(4);
        System.out.println(result);
        assertThat(result.recount().lost()).isPositive();
    }
}
