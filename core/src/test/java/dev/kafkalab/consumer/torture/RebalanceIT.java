package dev.kafkalab.consumer.torture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.kafkalab.consumer.Ordering;
import dev.kafkalab.sandbox.Sandbox;
import dev.kafkalab.sandbox.junit.SandboxTest;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Members that join, leave and come back, each cleanly: what {@link Repeats} allows then is next to nothing. */
@SandboxTest
class RebalanceIT {
    @TempDir
    private Path folder;

    static Stream<Arguments> modes() {
        return Stream.concat(
                Mode.onKafkaAlone().stream()
                        // Batches run through the same rebalances in TortureIT.
                        .filter(mode -> !mode.batch())
                        .map(mode -> Arguments.of(mode, "classic")),
                Mode.onKafkaAlone().stream()
                        .filter(mode -> mode.ordering() == Ordering.BY_KEY && !mode.batch())
                        .map(mode -> Arguments.of(mode, "consumer")));
    }

    @ParameterizedTest
    @MethodSource("modes")
    void nothingIsLostRepeatedOrReorderedByMembersThatComeAndGo(Mode mode, String protocol, Sandbox sandbox)
            throws Exception {
        String bootstrap = sandbox.bootstrapServers().orElseThrow();
        String name = "rebalance-" + mode.toString().replace('/', '-') + "-"
                + Long.toHexString(ThreadLocalRandom.current().nextLong()).toLowerCase(Locale.ROOT);
        MemberSettings settings =
                new MemberSettings(sandbox.exports(), name, name + "-out", name, protocol, mode, "engine", folder);
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", bootstrap))) {
            Arena arena = new Arena(admin, settings);
            arena.prepare();
            Load load = new Load(bootstrap, name, 400, 1);
            List<Guest> guests = new ArrayList<>();
            try {
                Guest first = join(settings, "first", guests);
                awaitWork(first, guests, load);
                Guest second = join(settings, "second", guests);
                awaitWork(second, guests, load);
                first.close();
                Guest third = join(settings, "third", guests);
                awaitWork(third, guests, load);
                second.close();
                Guest back = join(settings, "back", guests);
                awaitWork(back, guests, load);
            } finally {
                load.close();
            }
            List<Sent> sent = load.sent();
            await().atMost(Duration.ofMinutes(2))
                    .until(() ->
                            guests.stream().flatMap(Guest::places).distinct().count() >= sent.size());
            for (Guest guest : guests) {
                guest.close();
            }
            Verdict verdict =
                    Recount.of(mode, sent, guests.stream().map(Guest::history).toList());
            assertThat(verdict.findings()).isEmpty();
            assertThat(arena.notCommitted()).isEmpty();
            if (mode.commit() == Mode.Commit.IN_TRANSACTION) {
                assertThat(Effects.recount(mode, sent, arena.effects())).isEmpty();
            }
        }
    }

    private static Guest join(MemberSettings settings, String name, List<Guest> guests) throws Exception {
        Guest guest = new Guest(settings, name);
        guests.add(guest);
        return guest;
    }

    private static void awaitWork(Guest guest, List<Guest> all, Load load) {
        await().pollInterval(Duration.ofMillis(20))
                .atMost(Duration.ofMinutes(2))
                .until(() -> {
                    load.finished(all.stream().mapToLong(Guest::ended).sum());
                    return guest.ended() >= 30;
                });
    }
}
