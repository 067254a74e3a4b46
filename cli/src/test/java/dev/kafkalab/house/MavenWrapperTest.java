package dev.kafkalab.house;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs {@code mvnw} with a small stand-in for Maven that is fetched from this disk. */
class MavenWrapperTest {
    private static final String ARCHIVE = "apache-maven-9.9.9-bin.tar.gz";

    @TempDir
    Path folder;

    private Path project;
    private Path bin;
    private Path repository;

    @BeforeEach
    void lay() throws Exception {
        project = Files.createDirectories(folder.resolve("a project"));
        Files.copy(Path.of("..", "mvnw"), project.resolve("mvnw"));
        assertThat(project.resolve("mvnw").toFile().setExecutable(true)).isTrue();
        repository = Files.createDirectories(folder.resolve("repository/org/apache/maven/apache-maven/9.9.9"));
        Path maven = Files.createDirectories(folder.resolve("apache-maven-9.9.9/bin"))
                .resolve("mvn");
        program(maven, "echo \"maven 9.9.9 $*\"");
        run(List.of(
                "tar", "-czf", repository.resolve(ARCHIVE).toString(), "-C", folder.toString(), "apache-maven-9.9.9"));
        pin(HexFormat.of()
                .formatHex(
                        MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(repository.resolve(ARCHIVE)))));
        bin = Files.createDirectories(folder.resolve("bin"));
        // Everything mvnw uses and nothing else, so above all no mvn.
        for (String tool : List.of(
                "sed",
                "tr",
                "dirname",
                "cut",
                "mktemp",
                "mkdir",
                "rm",
                "mv",
                "tar",
                "gzip",
                "sha256sum",
                "shasum",
                "curl",
                "wget")) {
            Stream.of(System.getenv("PATH").split(":"))
                    .map(directory -> Path.of(directory, tool))
                    .filter(Files::isExecutable)
                    .findFirst()
                    .ifPresent(found -> program(bin.resolve(tool), "exec " + found + " \"$@\""));
        }
    }

    @Test
    void whatWasFetchedOnceNeedsNothingAnyMore() throws Exception {
        Result first = mvnw(true, "-q", "verify");
        assertThat(first.out()).isEqualTo("maven 9.9.9 -q verify\n");
        Files.delete(repository.resolve(ARCHIVE));
        Result second = mvnw(false, "verify");
        assertThat(second).isEqualTo(new Result(0, "maven 9.9.9 verify\n", ""));
    }

    @Test
    void anInstalledMvnFetchesItByItsCoordinates() throws Exception {
        program(bin.resolve("mvn"), """
                for word; do case $word in
                  -Dartifact=org.apache.maven:apache-maven:9.9.9:tar.gz:bin) asked=yes ;;
                  -DoutputDirectory=*) to=${word#*=} ;;
                esac; done
                [ -n "$asked" ] && /bin/cp '%s' "$to"
                """.formatted(repository.resolve(ARCHIVE)));
        assertThat(mvnw(false, "verify").out()).isEqualTo("maven 9.9.9 verify\n");
    }

    @Test
    void anythingButThePinnedBytesIsRefused() throws Exception {
        pin("0".repeat(64));
        Result result = mvnw(true, "verify");
        assertThat(result.exitCode()).isEqualTo(1);
        assertThat(result.err()).contains("SHA-256", "nothing was unpacked");
        assertThat(fetched()).isEmpty();
    }

    @Test
    void whereNothingAnswersOneLineSaysSo() throws Exception {
        Result result = mvnw(false, "verify");
        assertThat(result.exitCode()).isEqualTo(1);
        assertThat(result.err().lines()).hasSize(2).last().asString().contains("install mvn", "MVNW_REPOURL");
        assertThat(fetched()).isEmpty();
    }

    @Test
    void severalAtOnceGetInNobodysWay() {
        List<Result> results = IntStream.range(0, 4)
                .parallel()
                .mapToObj(number -> mvnw(true, "verify"))
                .toList();
        assertThat(results).allMatch(result -> result.out().equals("maven 9.9.9 verify\n"));
        assertThat(fetched()).containsExactly("apache-maven-9.9.9");
    }

    private void pin(String sha256) throws IOException {
        Path file = Files.createDirectories(project.resolve(".mvn/wrapper")).resolve("maven-wrapper.properties");
        Files.writeString(
                file, "distributionUrl=file:///nowhere/%s\ndistributionSha256Sum=%s\n".formatted(ARCHIVE, sha256));
    }

    /** What lies in the cache beside what is being worked on. */
    private List<String> fetched() {
        try (Stream<Path> tree = Files.walk(folder.resolve("home/wrapper/dists"), 2)) {
            return tree.filter(path -> path.getNameCount() == folder.getNameCount() + 5)
                    .map(path -> path.getFileName().toString())
                    .toList();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private Result mvnw(boolean named, String... arguments) {
        try {
            ProcessBuilder builder = new ProcessBuilder(
                    Stream.concat(Stream.of(project.resolve("mvnw").toString()), Stream.of(arguments))
                            .toList());
            builder.environment().clear();
            builder.environment().put("PATH", bin.toString());
            builder.environment().put("MAVEN_USER_HOME", folder.resolve("home").toString());
            if (named) {
                builder.environment()
                        .put(
                                "MVNW_REPOURL",
                                folder.resolve("repository").toUri().toString());
            }
            return finished(builder.start());
        } catch (IOException | InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    private static void run(List<String> command) throws IOException, InterruptedException {
        assertThat(finished(new ProcessBuilder(command).start()).exitCode()).isZero();
    }

    private static Result finished(Process process) throws IOException, InterruptedException {
        try (InputStream out = process.getInputStream();
                InputStream err = process.getErrorStream()) {
            String printed = new String(out.readAllBytes(), StandardCharsets.UTF_8);
            String said = new String(err.readAllBytes(), StandardCharsets.UTF_8);
            assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
            return new Result(process.exitValue(), printed, said);
        }
    }

    private static void program(Path file, String body) {
        try {
            Files.writeString(file, "#!/bin/sh\n" + body + "\n");
        } catch (IOException e) {
            throw new AssertionError(e);
        }
        assertThat(file.toFile().setExecutable(true)).isTrue();
    }

    private record Result(int exitCode, String out, String err) {}
}
