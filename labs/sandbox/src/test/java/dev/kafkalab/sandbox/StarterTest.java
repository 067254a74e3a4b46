package dev.kafkalab.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StarterTest {
    @TempDir
    Path folder;

    @Test
    void aStrangerWhoTookThePortMeanwhileIsNotTakenForTheServer() throws Exception {
        assumeTrue(Files.exists(Path.of("/proc/net/tcp")), "who listens can be found out on Linux only");
        try (ServerSocket stranger = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Server server = new AlwaysAnswered(stranger.getLocalPort());
            Starter starter = new Starter(
                    id -> new Site(folder.resolve(id), folder.resolve("cache")),
                    Duration.ofSeconds(5),
                    Progress.SILENT);
            assertThat(starter.start(List.of(server)))
                    .extractingByKey("mysql")
                    .asString()
                    .contains("mysql ended while starting");
        }
    }

    /** A server that ends after a moment, as one does that cannot have its port, while somebody answers there. */
    private record AlwaysAnswered(int port) implements Server {
        @Override
        public String id() {
            return "mysql";
        }

        @Override
        public ServerKind kind() {
            return ServerKind.MYSQL;
        }

        @Override
        public void prepare(Progress progress) {}

        @Override
        public String marker() {
            return "1.234";
        }

        @Override
        public Launch launch() {
            return new Launch(List.of("/bin/sleep", marker()), Map.of(), marker());
        }

        @Override
        public boolean answers() {
            return true;
        }

        @Override
        public Map<String, String> exports() {
            return Map.of();
        }
    }
}
