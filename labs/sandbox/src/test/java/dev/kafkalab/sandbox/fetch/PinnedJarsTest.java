package dev.kafkalab.sandbox.fetch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kafkalab.sandbox.Progress;
import dev.kafkalab.sandbox.SandboxException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PinnedJarsTest {
    @TempDir
    Path home;

    @Test
    void collectsWhatItKnowsOnceAndThenNeedsNoRepository() throws Exception {
        PinnedJars jars;
        Path folder;
        try (FakeRepository repository = new FakeRepository(home, 1)) {
            repository.placeInLocalRepository();
            jars = pinned(Sha256.of(repository.localFile()));
            folder = jars.folder(home.resolve("cache"), Progress.SILENT, () -> open(repository));
            assertThat(folder.resolve("program-1.0.jar")).hasSameBinaryContentAs(repository.localFile());
            Files.delete(repository.localFile());
        }
        assertThat(jars.folder(home.resolve("cache"), Progress.SILENT, () -> {
                    throw new IllegalStateException("asked a repository");
                }))
                .isEqualTo(folder);
    }

    @Test
    void refusesAJarItDoesNotKnow() throws Exception {
        try (FakeRepository repository = new FakeRepository(home, 1)) {
            PinnedJars jars = pinned("0".repeat(64));
            assertThatThrownBy(() -> jars.folder(home.resolve("cache"), Progress.SILENT, () -> open(repository)))
                    .isInstanceOf(SandboxException.class)
                    .hasMessageContaining("refused " + repository.localFile())
                    .hasMessageContaining("delete it and run sandbox up again");
        }
        try (var made = Files.list(home.resolve("cache"))) {
            assertThat(made.map(Path::getFileName).map(Path::toString))
                    .allMatch(name -> name.endsWith(".lock") || name.endsWith(".part"));
        }
    }

    private static PinnedJars pinned(String sha256) {
        return PinnedJars.parse("program 1.0", "# comment\n" + sha256 + " 700000 test:program:zip:linux:1.0\n");
    }

    private static MavenArtifacts open(FakeRepository repository) {
        try {
            return repository.maven();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
