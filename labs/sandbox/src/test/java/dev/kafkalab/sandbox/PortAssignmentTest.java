package dev.kafkalab.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class PortAssignmentTest {
    private final List<String> said = new ArrayList<>();
    private final Progress progress = new Progress() {
        @Override
        public void say(String line) {
            said.add(line);
        }

        @Override
        public void advanced(String what, long doneBytes, long totalBytes) {}
    };

    @Test
    void aTakenPortIsPassedOverAndSaidAloud() throws Exception {
        try (ServerSocket stranger = listen(0)) {
            int wish = stranger.getLocalPort();
            int given =
                    assign(Map.of(), Set.of(), Set.of(), Map.of("mysql", wish)).get("mysql");
            assertThat(given).isGreaterThan(wish);
            assertThat(said).containsExactly("port %d is taken; mysql listens on %d".formatted(wish, given));
        }
    }

    @Test
    void aPortOfAnotherSandboxIsPassedOverEvenWhileItIsDown() throws Exception {
        int wish = free();
        assertThat(assign(Map.of(), Set.of(wish), Set.of(), Map.of("redis", wish)))
                .extractingByKey("redis")
                .isNotEqualTo(wish);
    }

    @Test
    void aServerKeepsThePortItListensOn() throws Exception {
        try (ServerSocket ours = listen(0)) {
            Map<String, Integer> before = Map.of("kafka-1", ours.getLocalPort());
            assertThat(assign(before, Set.of(), Set.of("kafka-1"), Map.of("kafka-1", 9092)))
                    .isEqualTo(before);
            assertThat(said).isEmpty();
        }
    }

    @Test
    void whatItHadBeforeIsPreferredToTheWellKnownPort() throws Exception {
        int had = free();
        assertThat(assign(Map.of("mongo", had), Set.of(), Set.of(), Map.of("mongo", 27017)))
                .containsEntry("mongo", had);
    }

    private Map<String, Integer> assign(
            Map<String, Integer> stored, Set<Integer> reserved, Set<String> held, Map<String, Integer> wishes) {
        return new PortAssignment(stored, reserved, held, true, progress).assign(wishes);
    }

    private static int free() throws Exception {
        try (ServerSocket socket = listen(0)) {
            return socket.getLocalPort();
        }
    }

    private static ServerSocket listen(int port) throws Exception {
        return new ServerSocket(port, 1, InetAddress.getLoopbackAddress());
    }
}
