package dev.kafkalab.labs.tour;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kafkalab.cluster.Cluster;
import dev.kafkalab.groups.Groups;
import dev.kafkalab.labs.frame.Check;
import dev.kafkalab.sandbox.Progress;
import dev.kafkalab.sandbox.Sandbox;
import dev.kafkalab.sandbox.ServerKind;
import dev.kafkalab.sandbox.junit.SandboxTest;
import dev.kafkalab.topics.Topics;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@SandboxTest(alone = true)
class TourIT {
    @TempDir
    Path folder;

    @Test
    void everyServerPassesEveryCheckAndNothingStaysBehind(Sandbox sandbox) {
        Recorder recorder = new Recorder();
        TourSite site = new TourSite(sandbox, Progress.SILENT);
        Tour.Result result = new Tour(site, recorder)
                .run(TourPlan.steps(Set.of(), new AccessLog(Optional.empty()), Clock.systemUTC()));
        assertThat(recorder.failed).isEmpty();
        assertThat(recorder.leftBehind).isEmpty();
        assertThat(result.passed()).isGreaterThan(20);
        assertThat(sandbox.status()).hasSize(ServerKind.values().length).allMatch(server -> server.answers());
        try (Cluster cluster = site.connect()) {
            assertThat(new Topics(cluster).list(false)).isEmpty();
            assertThat(new Groups(cluster).list()).isEmpty();
        }
    }

    @Test
    void aFileOfOnesOwnTakesTheSameRoundTrip(Sandbox sandbox) throws Exception {
        Path file = Files.write(folder.resolve("own.log"), "k one\nk two\nno-key\nlast line without end".getBytes());
        Recorder recorder = new Recorder();
        Tour.Result result = new Tour(new TourSite(sandbox, Progress.SILENT), recorder)
                .run(TourPlan.steps(Set.of(ServerKind.KAFKA), new AccessLog(Optional.of(file)), Clock.systemUTC()));
        assertThat(recorder.failed).isEmpty();
        assertThat(result.allPassed()).isTrue();
        assertThat(recorder.passed)
                .anyMatch(check -> check.expectation().actual().equals("2 of 2"))
                .anyMatch(check -> check.expectation().actual().equals("4"));
    }

    private static final class Recorder implements TourListener {
        final List<Check> passed = new ArrayList<>();
        final List<Check> failed = new ArrayList<>();
        final List<String> leftBehind = new ArrayList<>();

        @Override
        public void begins(int number, int of, TourStep step) {}

        @Override
        public void canBeDoneBy(String command) {}

        @Override
        public void checked(Check check) {
            (check.passed() ? passed : failed).add(check);
        }

        @Override
        public void skipped(String why) {}

        @Override
        public void ends(TourStep step, Duration took) {}

        @Override
        public void leftBehind(String what) {
            leftBehind.add(what);
        }
    }
}
