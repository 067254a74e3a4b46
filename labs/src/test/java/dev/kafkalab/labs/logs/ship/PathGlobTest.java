package dev.kafkalab.labs.logs.ship;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PathGlobTest {
    @TempDir
    private Path folder;

    @BeforeEach
    void makeFiles() throws IOException {
        Files.createDirectories(folder.resolve("a/b"));
        for (String file : List.of("x.log", "x.log.1", "y.txt", "a/z.log", "a/b/z.log", "we[i]rd.log")) {
            Files.writeString(folder.resolve(file), "1");
        }
    }

    private List<String> found(String pattern) throws IOException {
        return PathGlob.of(folder + "/" + pattern).files().stream()
                .map(path -> folder.relativize(path).toString())
                .toList();
    }

    @Test
    void namesAndPatternsFindFilesAndNoFolders() throws IOException {
        assertThat(found("x.log")).containsExactly("x.log");
        assertThat(found("x.log*")).containsExactly("x.log", "x.log.1");
        assertThat(found("*")).containsExactly("we[i]rd.log", "x.log", "x.log.1", "y.txt");
        assertThat(found("*/*.log")).containsExactly("a/z.log");
        assertThat(found("**/z.log")).containsExactly("a/b/z.log", "a/z.log");
        assertThat(found("{x,y}.*")).containsExactly("x.log", "x.log.1", "y.txt");
        assertThat(found("none/*.log")).isEmpty();
    }

    @Test
    void whatIsNoPatternIsSaid() {
        assertThatThrownBy(() -> PathGlob.of("/logs/{a")).hasMessageContaining("'/logs/{a' is wrong");
    }
}
