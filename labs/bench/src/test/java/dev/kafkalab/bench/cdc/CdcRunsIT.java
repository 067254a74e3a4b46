package dev.kafkalab.bench.cdc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kafkalab.sandbox.Sandbox;
import dev.kafkalab.sandbox.ServerKind;
import dev.kafkalab.sandbox.junit.SandboxTest;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every contestant can be measured, and carries each row once and in order. */
@SandboxTest(servers = {ServerKind.KAFKA, ServerKind.MYSQL})
class CdcRunsIT {
    @TempDir
    private Path directory;

    @Test
    void everybodyCarriesABacklog(Sandbox sandbox) throws Exception {
        Bench bench = bench(sandbox);
        DrainRun run = new DrainRun(bench, Backlog.make(bench, 3_000));
        for (String contestant : Part.DRAIN.contestants()) {
            assertWhole(Part.DRAIN, run.run(contestant, 1));
        }
    }

    @Test
    void everybodyCarriesWhatIsWrittenMeanwhile(Sandbox sandbox) throws Exception {
        LatencyRun run = new LatencyRun(bench(sandbox), 50, 1);
        for (String contestant : Part.LATENCY.contestants()) {
            assertWhole(Part.LATENCY, run.run(contestant, 1));
        }
    }

    @Test
    void aRelayWithNothingToDoIsMeasured(Sandbox sandbox) throws Exception {
        assertWhole(Part.IDLE, new IdleRun(bench(sandbox), 100, 1).run(Contestants.LAB, 1));
    }

    @Test
    void everyUpdateIsCaptured(Sandbox sandbox) throws Exception {
        try (WriterRun run = new WriterRun(bench(sandbox).database(), 10)) {
            List<CdcResult> results = run.run(1);
            assertThat(results).hasSize(3).allSatisfy(result -> assertWhole(Part.WRITER, result));
        }
    }

    private static void assertWhole(Part part, CdcResult result) {
        assertThat(result.complaints()).as(result.contestant()).isEmpty();
        assertThat(part.columns())
                .allSatisfy(column -> assertThat(result.figures()).containsKey(column.figure()));
    }

    private Bench bench(Sandbox sandbox) {
        return new Bench(sandbox.bootstrapServers().orElseThrow(), Database.of(sandbox.exports()), directory);
    }
}
