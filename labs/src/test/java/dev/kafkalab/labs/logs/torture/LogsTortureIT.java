package dev.kafkalab.labs.logs.torture;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kafkalab.sandbox.Sandbox;
import dev.kafkalab.sandbox.ServerKind;
import dev.kafkalab.sandbox.junit.SandboxTest;
import java.nio.file.Path;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Shipper and indexer are killed with -9 under a log that is rotated. Many kills: {@code scripts/torture logs}. */
@SandboxTest(servers = {ServerKind.KAFKA, ServerKind.ELASTICSEARCH})
class LogsTortureIT {
    @Test
    void eachLineIsADocumentOnce(Sandbox sandbox, @TempDir Path folder) throws Exception {
        long seed = new Random().nextInt(Integer.MAX_VALUE);
        System.out.println("seed " + seed);
        LogsTorture.Result result = new LogsTorture(sandbox, folder, 4, 2_000, seed, System.out::println).run();
        assertThat(result.holds()).as(result.toString()).isTrue();
        assertThat(result.kills()).isEqualTo(4);
    }
}
