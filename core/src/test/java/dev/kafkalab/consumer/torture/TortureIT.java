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
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

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

    static List<Mode> modes() {
        return Mode.all();
    }

    @ParameterizedTest
    @MethodSource("modes")
    void nothingIsLostReorderedOrRepeatedWithoutNeed(Mode mode) throws Exception {
        assertThat(torture(mode, "classic", "engine").verdict().findings()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"by-key/after-processing", "by-partition/in-transaction", "unordered/manual"})
    void norOnTheNewProtocol(String mode) throws Exception {
        assertThat(torture(Mode.of(mode), "consumer", "engine").verdict().findings())
                .isEmpty();
    }

    private TortureResult torture(Mode mode, String protocol, String subject) throws Exception {
        long seed = new Random().nextLong();
        System.out.println("seed " + seed);
        TortureResult result = ground.run(mode, protocol, subject, KILLS, seed, System.out::println);
        assertThat(result.kills().stream().filter(Kill::counts)).hasSizeGreaterThanOrEqualTo(KILLS);
        return result;
    }
}
