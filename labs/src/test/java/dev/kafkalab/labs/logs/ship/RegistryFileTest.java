package dev.kafkalab.labs.logs.ship;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kafkalab.KafkaLabException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RegistryFileTest {
    @TempDir
    private Path folder;

    private static final RegisteredLog LOG = new RegisteredLog(
            "id",
            new FileKey("(dev=1,ino=2)"),
            "/a.log",
            "/a.log",
            Fingerprint.of(new byte[] {1, 2}),
            new Place(10, 4, 1, new Seam(3, 99)),
            false);

    @Test
    void whatWasWrittenIsReadAgain() throws IOException {
        Path file = folder.resolve("deep/registry.json");
        try (RegistryFile registry = RegistryFile.open(file, "t")) {
            assertThat(registry.read()).isEmpty();
            registry.write(List.of(LOG));
            registry.write(List.of(LOG, LOG));
        }
        try (RegistryFile registry = RegistryFile.open(file, "t")) {
            assertThat(registry.read()).containsExactly(LOG, LOG);
        }
    }

    @Test
    void whatCannotBeWrittenLeavesWhatWasThere() throws IOException {
        Path file = folder.resolve("registry.json");
        try (RegistryFile registry = RegistryFile.open(file, "t")) {
            registry.write(List.of(LOG));
            Files.createDirectory(folder.resolve("registry.json.new"));
            assertThatThrownBy(() -> registry.write(List.of())).isInstanceOf(IOException.class);
            assertThat(registry.read()).containsExactly(LOG);
        }
    }

    @Test
    void oneShipperHasItAtATime() throws IOException {
        Path file = folder.resolve("registry.json");
        try (RegistryFile registry = RegistryFile.open(file, "t")) {
            registry.write(List.of());
            assertThatThrownBy(() -> RegistryFile.open(file, "t"))
                    .isInstanceOf(KafkaLabException.class)
                    .hasMessageContaining("another ship-logs");
        }
        RegistryFile.open(file, "t").close();
    }

    @Test
    void anotherTopicsRegistryAndWhatIsNoneAreRefused() throws IOException {
        Path file = folder.resolve("registry.json");
        try (RegistryFile registry = RegistryFile.open(file, "t")) {
            registry.write(List.of(LOG));
        }
        try (RegistryFile registry = RegistryFile.open(file, "other")) {
            assertThatThrownBy(registry::read).hasMessageContaining("is of topic t");
        }
        Files.writeString(file, "{\"version\":1,\"to");
        try (RegistryFile registry = RegistryFile.open(file, "t")) {
            assertThatThrownBy(registry::read).hasMessageContaining("is no registry");
        }
    }
}
