package dev.kafkalab.labs.tour;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kafkalab.labs.frame.Check;
import dev.kafkalab.sandbox.Progress;
import dev.kafkalab.sandbox.SandboxHome;
import dev.kafkalab.sandbox.ServerKind;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TourTest {
    @TempDir
    Path folder;

    private final List<String> events = new ArrayList<>();
    private Tour tour;

    @BeforeEach
    void begin() {
        TourSite site = new TourSite(SandboxHome.at(folder).sandbox("tour"), Progress.SILENT);
        tour = new Tour(site, new Recorder());
    }

    @Test
    void checksThatFailAreCountedAndTheTourGoesOn() {
        Tour.Result result = tour.run(List.of(
                step("a", ServerKind.KAFKA, checks -> checks.expect("sum", 2, 3)),
                step("b", ServerKind.KAFKA, checks -> checks.expect("sum", 2, 2))));
        assertThat(result).isEqualTo(new Tour.Result(1, 1));
        assertThat(result.allPassed()).isFalse();
        assertThat(events).containsSubsequence("1/2 a", "$ do a", "✗ sum: 2 / 3", "2/2 b", "✓ sum: 2 / 2");
    }

    @Test
    void aStepThatThrowsEndsTheStepsOfItsServerOnly() {
        Tour.Result result = tour.run(List.of(
                step("a", ServerKind.KAFKA, checks -> {
                    throw new IllegalStateException("no disk");
                }),
                step("b", ServerKind.KAFKA, checks -> checks.expect("sum", 2, 2)),
                step("c", ServerKind.REDIS, checks -> checks.expect("sum", 2, 2))));
        assertThat(result).isEqualTo(new Tour.Result(1, 2));
        assertThat(events).contains("✗ this step: comes to its end / IllegalStateException: no disk", "✓ sum: 2 / 2");
        assertThat(events).anyMatch(event -> event.startsWith("skipped") && event.contains("kafka"));
    }

    @Test
    void whatWasBegunIsCleanedUpFromLastToFirst() {
        tour.run(List.of(
                step("a", ServerKind.KAFKA, checks -> {}),
                step("b", ServerKind.REDIS, checks -> {
                    throw new IllegalStateException("halfway");
                }),
                step("c", ServerKind.REDIS, checks -> {})));
        assertThat(events.subList(events.size() - 2, events.size())).containsExactly("clean b", "clean a");
    }

    @Test
    void whatCannotBeCleanedUpIsSaid() {
        tour.run(List.of(step("stubborn", ServerKind.KAFKA, checks -> {})));
        assertThat(events).anyMatch(event -> event.startsWith("left behind") && event.contains("in use"));
    }

    private TourStep step(String title, ServerKind server, Work work) {
        return new TourStep() {
            @Override
            public String title() {
                return title;
            }

            @Override
            public ServerKind server() {
                return server;
            }

            @Override
            public List<String> commands(TourSite site) {
                return List.of("do " + title);
            }

            @Override
            public void run(TourSite site, Checks checks) {
                work.run(checks);
            }

            @Override
            public void cleanUp(TourSite site) {
                events.add("clean " + title);
                if (title.equals("stubborn")) {
                    throw new IllegalStateException("in use");
                }
            }
        };
    }

    private interface Work {
        void run(Checks checks);
    }

    private final class Recorder implements TourListener {
        @Override
        public void begins(int number, int of, TourStep step) {
            events.add(number + "/" + of + " " + step.title());
        }

        @Override
        public void canBeDoneBy(String command) {
            events.add("$ " + command);
        }

        @Override
        public void checked(Check check) {
            events.add((check.passed() ? "✓ " : "✗ ") + check);
        }

        @Override
        public void skipped(String why) {
            events.add("skipped " + why);
        }

        @Override
        public void ends(TourStep step, Duration took) {}

        @Override
        public void leftBehind(String what) {
            events.add("left behind " + what);
        }
    }
}
