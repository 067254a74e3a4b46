package dev.kafkalab.labs.course;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kafkalab.cluster.Cluster;
import dev.kafkalab.labs.frame.Check;
import dev.kafkalab.labs.frame.Lab;
import dev.kafkalab.labs.frame.LabJournal;
import dev.kafkalab.labs.frame.LabListener;
import dev.kafkalab.labs.frame.LabResult;
import dev.kafkalab.labs.frame.LabRunner;
import dev.kafkalab.labs.frame.LabSite;
import dev.kafkalab.labs.frame.LabTexts;
import dev.kafkalab.labs.frame.Language;
import dev.kafkalab.labs.frame.Table;
import dev.kafkalab.sandbox.Sandbox;
import dev.kafkalab.sandbox.SandboxHome;
import dev.kafkalab.sandbox.ServerKind;
import dev.kafkalab.sandbox.junit.SandboxTest;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every lab on real servers: it fails as it says, it is cured as it says, and nothing but the stores is believed. */
@SandboxTest(
        servers = {ServerKind.KAFKA, ServerKind.MYSQL, ServerKind.REDIS, ServerKind.MONGO, ServerKind.ELASTICSEARCH})
@Execution(ExecutionMode.CONCURRENT)
class LabsIT {
    @TempDir
    private Path folder;

    static List<String> ids() {
        return LabCatalog.ids();
    }

    @ParameterizedTest
    @MethodSource("ids")
    void itFailsAndIsCuredAndCanBeVerifiedAgain(String id, Sandbox sandbox) throws Exception {
        Recorder run = new Recorder();
        runner(id, sandbox, true, run).run();

        assertThat(run.failed()).isEmpty();
        Recorder verified = new Recorder();
        runner(id, sandbox, true, verified).verify();
        assertThat(verified.checks).isEqualTo(run.checks);

        String prefix = "lab-" + id + "-" + journal(id).read().run() + "-";
        assertThat(topicsAndGroups(sandbox, prefix)).isNotEmpty();
        runner(id, sandbox, true, new Recorder()).reset();
        assertThat(topicsAndGroups(sandbox, prefix)).isEmpty();
    }

    /** The cures are taken out: what verify says must not depend on what the lab believes to have done. */
    @ParameterizedTest
    @MethodSource("ids")
    void verifyFailsWithoutTheCure(String id, Sandbox sandbox) throws Exception {
        runner(id, sandbox, false, new Recorder()).run();
        Recorder verified = new Recorder();

        LabResult result = runner(id, sandbox, true, verified).verify();

        assertThat(result.allPassed()).isFalse();
        assertThat(verified.failed()).isNotEmpty();
        runner(id, sandbox, true, new Recorder()).reset();
    }

    private LabRunner runner(String id, Sandbox sandbox, boolean cured, LabListener listener) {
        Lab lab = LabCatalog.lab(id);
        Map<String, Object> properties =
                Map.of("bootstrap.servers", sandbox.bootstrapServers().orElseThrow());
        return new LabRunner(
                lab,
                journal(id),
                LabTexts.of(lab, Language.EN),
                listener,
                Clock.systemUTC(),
                (run, files) -> new LabSite(
                        id,
                        run,
                        properties,
                        sandbox.exports(),
                        new SandboxHome(
                                folder.resolve("home"),
                                SandboxHome.of(System.getenv()).cache()),
                        files,
                        cured));
    }

    private LabJournal journal(String id) {
        return new LabJournal(folder.resolve("labs"), id);
    }

    private static List<String> topicsAndGroups(Sandbox sandbox, String prefix) {
        try (Cluster cluster = Cluster.connect(
                Map.of("bootstrap.servers", sandbox.bootstrapServers().orElseThrow()))) {
            List<String> left =
                    new ArrayList<>(cluster.await(cluster.admin().listTopics().names()));
            cluster.await(cluster.admin().listGroups().all()).forEach(group -> left.add(group.groupId()));
            left.removeIf(name -> !name.startsWith(prefix));
            return left;
        }
    }

    private static final class Recorder implements LabListener {
        final List<Check> checks = new ArrayList<>();

        List<Check> failed() {
            return checks.stream().filter(check -> !check.passed()).toList();
        }

        @Override
        public void begins(String lab, String title, String about) {}

        @Override
        public void exercise(
                int number, int of, String title, String predict, List<String> commands, List<String> scripts) {
            System.out.println(number + "/" + of + " " + title);
        }

        @Override
        public void observed(Table table, List<String> headings) {
            System.out.println(table.columns());
            table.rows().forEach(System.out::println);
        }

        @Override
        public void observed(List<String> drawing) {
            drawing.forEach(System.out::println);
        }

        @Override
        public void observed(Path picture) {
            assertThat(picture).isNotEmptyFile();
        }

        @Override
        public void why(String text) {}

        @Override
        public void checked(Check check) {
            checks.add(check);
            System.out.println((check.passed() ? "✓ " : "✗ ") + check);
        }

        @Override
        public void ends(LabResult result, List<String> next) {
            System.out.println(result);
        }
    }
}
