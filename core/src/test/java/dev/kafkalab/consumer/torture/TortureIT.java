package dev.kafkalab.consumer.torture;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kafkalab.sandbox.Sandbox;
import dev.kafkalab.sandbox.ServerKind;
import dev.kafkalab.sandbox.junit.SandboxTest;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Members are killed with -9 in every mode: the first in the midst of its work, the second while another joins. Hundreds
 * of kills: {@code scripts/torture consumer}.
 */
@SandboxTest(servers = {ServerKind.KAFKA, ServerKind.MYSQL})
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class TortureIT {
    private static final int KILLS = 2;

    private Ground ground;

    @BeforeAll
    void prepare(Sandbox sandbox, @TempDir Path folder) {
        ground = new Ground(sandbox.exports(), folder);
    }

    @AfterAll
    void close() {
        ground.close();
    }

    static List<List<Mode>> modes() {
        return TortureOptions.sideBySide(Mode.all());
    }

    @ParameterizedTest
    @MethodSource("modes")
    void nothingIsLostReorderedOrRepeatedWithoutNeed(List<Mode> modes) throws Exception {
        torture(modes, "classic");
    }

    @Test
    void norOnTheNewProtocol() throws Exception {
        torture(
                List.of(
                        Mode.of("by-key/after-processing"),
                        Mode.of("by-partition/in-transaction"),
                        Mode.of("unordered/manual")),
                "consumer");
    }

    private void torture(List<Mode> modes, String protocol) throws Exception {
        long seed = new Random().nextLong();
        System.out.println("seed " + seed);
        List<TortureResult> results = ground.run(modes, protocol, "engine", KILLS, seed, System.out::println);
        assertThat(results).allSatisfy(result -> {
            assertThat(result.verdict().findings()).as(result.mode().toString()).isEmpty();
            assertThat(result.kills().stream().filter(Kill::counts)).hasSizeGreaterThanOrEqualTo(KILLS);
        });
    }
}
