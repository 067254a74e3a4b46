package dev.kafkalab.sandbox.fetch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kafkalab.sandbox.Progress;
import dev.kafkalab.sandbox.SandboxException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PinnedZipTest {
    @TempDir
    Path home;

    private FakeRepository repository;
    private Path folder;

    @BeforeEach
    void startRepository() throws IOException {
        long seed = System.nanoTime();
        System.out.println("PinnedZipTest seed " + seed);
        repository = new FakeRepository(home, seed);
        folder = home.resolve("unpacked");
    }

    @AfterEach
    void stopRepository() {
        repository.close();
    }

    @Test
    void fetchesOnlyThePartsThatHoldTheWantedFiles() throws Exception {
        Told told = new Told();
        try (MavenArtifacts maven = repository.maven()) {
            repository.pinned().unpackInto(folder, maven, told);
        }
        assertUnpacked();
        assertThat(repository.asked).allSatisfy(request -> assertThat(request).contains("bytes="));
        long total = told.totals.get(0);
        assertThat(total).isLessThan(repository.zipBytes() - 500_000L);
        assertThat(told.totals).containsOnly(total);
        assertThat(told.done.get(told.done.size() - 1)).isEqualTo(total);
        assertThat(Files.exists(repository.localFile())).isFalse();
    }

    @Test
    void takesUpAConnectionThatBreaksWhereItBroke() throws Exception {
        Told told = new Told();
        try (MavenArtifacts maven = repository.maven()) {
            repository.cuts.set(3);
            repository.pinned().unpackInto(folder, maven, told);
        }
        assertUnpacked();
        assertThat(repository.cuts).hasValue(0);
        assertThat(told.done.get(told.done.size() - 1)).isEqualTo(told.totals.get(0));
    }

    @Test
    void goesOnWhereAKilledFetchStopped() throws Exception {
        Path parts = Files.createDirectories(folder.resolve(".segments"));
        RangeSource source;
        try (MavenArtifacts maven = repository.maven()) {
            source = RepositoryFile.of(maven, maven.repositories().get(0), FakeRepository.ARTIFACT);
            ZipDirectory directory = ZipDirectory.read(source, parts.resolve("directory"));
            ZipSegments segments = ZipSegments.of(
                    repository.pinned().pins().stream()
                            .map(pin -> directory.entries().get(pin.path()))
                            .toList(),
                    source.size());
            ZipSegments.Segment first = segments.segments().get(0);
            Path part = parts.resolve(first.fileName());
            source.fetch(first.offset(), 10_000, part, received -> {});
            repository.asked.clear();
            repository.pinned().unpackInto(folder, maven, Progress.SILENT);
            assertThat(repository.asked)
                    .anySatisfy(request -> assertThat(request)
                            .endsWith("bytes=" + (first.offset() + 10_000) + "-" + (first.end() - 1)));
        }
        assertUnpacked();
    }

    @Test
    void fetchesTheWholeWhereRangesAreRefused() throws Exception {
        repository.servesRanges = false;
        Told told = new Told();
        try (MavenArtifacts maven = repository.maven()) {
            repository.pinned().unpackInto(folder, maven, told);
        }
        assertUnpacked();
        assertThat(told.said).singleElement().asString().contains("fetching the whole archive");
        assertThat(repository.localFile()).exists();
    }

    @Test
    void usesTheLocalRepositoryAndNoNetwork() throws Exception {
        repository.placeInLocalRepository();
        try (MavenArtifacts maven = repository.maven("<offline>true</offline>")) {
            repository.pinned().unpackInto(folder, maven, Progress.SILENT);
        }
        assertUnpacked();
        assertThat(repository.asked).isEmpty();
    }

    @Test
    void refusesAndDeletesWhatIsNotWhatItKnows() throws Exception {
        repository.tamper();
        try (MavenArtifacts maven = repository.maven()) {
            assertThatThrownBy(() -> repository.pinned().unpackInto(folder, maven, Progress.SILENT))
                    .isInstanceOfSatisfying(
                            SandboxException.class,
                            e -> assertThat(e.reason()).isEqualTo(SandboxException.Reason.PRECONDITION))
                    .hasMessageContaining("the SHA-256 of bin/program is")
                    .hasMessageContaining("run sandbox up again");
        }
        assertThat(folder.resolve("bin/program")).doesNotExist();
        assertThat(folder.resolve(".segments")).doesNotExist();
    }

    @Test
    void sendsThePasswordOfTheSettingsAndNeverShowsIt() throws Exception {
        repository.wantsPassword = true;
        try (MavenArtifacts maven = repository.maven()) {
            repository.pinned().unpackInto(folder, maven, Progress.SILENT);
            assertThat(RepositoryFile.of(maven, maven.repositories().get(0), FakeRepository.ARTIFACT))
                    .asString()
                    .doesNotContain("secret", "dXNlcjpzZWNyZXQ");
        }
        assertUnpacked();
    }

    @Test
    void offlineItSaysWhatIsMissingAndTheWayOut() throws Exception {
        try (MavenArtifacts maven = repository.maven("<offline>true</offline>")) {
            assertUnreachable(maven, "Maven is set to work offline");
        }
        assertThat(repository.asked).isEmpty();
    }

    @Test
    void withoutANetworkItSaysWhatIsMissingAndTheWayOut() throws Exception {
        try (MavenArtifacts maven = repository.maven()) {
            repository.close();
            assertUnreachable(maven, "Connection refused");
        }
    }

    private void assertUnreachable(MavenArtifacts maven, String reason) {
        assertThatThrownBy(() -> repository.pinned().unpackInto(folder, maven, Progress.SILENT))
                .isInstanceOfSatisfying(
                        SandboxException.class,
                        e -> assertThat(e.reason()).isEqualTo(SandboxException.Reason.UNREACHABLE))
                .hasMessageContaining("program")
                .hasMessageContaining(reason)
                .hasMessageContaining("settings.xml")
                .hasMessageContaining("--only kafka,redis,mongo")
                .hasMessageNotContaining("\n");
    }

    private void assertUnpacked() throws IOException {
        for (PinnedZip.Pin pin : repository.pinned().pins()) {
            assertThat(folder.resolve(pin.path())).hasBinaryContent(repository.files.get(pin.path()));
        }
        assertThat(folder.resolve("skipped")).doesNotExist();
        assertThat(folder.resolve(".segments")).doesNotExist();
    }

    private static final class Told implements Progress {
        final List<String> said = Collections.synchronizedList(new ArrayList<>());
        final List<Long> done = Collections.synchronizedList(new ArrayList<>());
        final List<Long> totals = Collections.synchronizedList(new ArrayList<>());

        @Override
        public void say(String line) {
            said.add(line);
        }

        @Override
        public void advanced(String what, long doneBytes, long totalBytes) {
            done.add(doneBytes);
            totals.add(totalBytes);
        }
    }
}
