package dev.kafkalab.retry;

import static java.util.concurrent.TimeUnit.MINUTES;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.kafkalab.sandbox.Sandbox;
import dev.kafkalab.sandbox.junit.SandboxTest;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code kill -9} of members while records wait in retry topics. */
@SandboxTest
class RetryTopicsKillIT {
    private final List<String> said = Collections.synchronizedList(new ArrayList<>());

    @ParameterizedTest
    @CsvSource({"classic, each", "classic, never", "consumer, each", "consumer, never"})
    void aMemberKilledBetweenAFailureAndTheNextRecordOfTheKeyLeavesTheOrder(
            String protocol, String commits, Sandbox sandbox) throws Exception {
        String servers = sandbox.bootstrapServers().orElseThrow();
        String key = keyWhoseFirstRecordFailsOnce();
        try (LaterTopic topic = new LaterTopic(servers, 1)) {
            topic.send(key, 1);
            try (var member = LaterMemberProcess.start(servers, topic.topic, protocol, commits, 0, said)) {
                await().ignoreExceptions().atMost(2, MINUTES).until(() -> topic.records(topic.retryTopic(1)) >= 1);
                member.kill();
            }
            assertThat(said).contains("end " + key + " 0 1 true");
            boolean killedInTime = !said.contains("begin " + key + " 0 2 false");
            topic.send(key, 3);
            try (var member = LaterMemberProcess.start(servers, topic.topic, protocol, commits, 0, said)) {
                await().atMost(90, SECONDS).until(() -> said.contains("end " + key + " 3 1 false"));
            }
            if (killedInTime) {
                assertThat(said.stream().filter(line -> line.startsWith("begin")))
                        .containsExactly(
                                "begin " + key + " 0 1 true",
                                "begin " + key + " 0 2 false",
                                "begin " + key + " 1 1 false",
                                "begin " + key + " 2 1 false",
                                "begin " + key + " 3 1 false");
            }
            assertThat(outOfOrder()).isEmpty();
        }
    }

    /** The first record fails once; the next three do not fail. */
    private static String keyWhoseFirstRecordFailsOnce() {
        return IntStream.range(0, 1_000_000)
                .mapToObj(number -> "key-" + number)
                .filter(key -> LaterMember.fails(key, 0, 1) && !LaterMember.fails(key, 0, 2))
                .filter(key -> IntStream.of(1, 2, 3).noneMatch(number -> LaterMember.fails(key, number, 1)))
                .findFirst()
                .orElseThrow();
    }

    @ParameterizedTest
    @ValueSource(strings = {"classic", "consumer"})
    void membersKilledAgainAndAgainLoseNothingAndKeepTheOrderOfEachKey(String protocol, Sandbox sandbox)
            throws Exception {
        long seed = System.nanoTime();
        System.out.println("kills with seed " + seed);
        Random random = new Random(seed);
        String servers = sandbox.bootstrapServers().orElseThrow();
        int keys = 10;
        int records = 18;
        try (LaterTopic topic = new LaterTopic(servers, 2)) {
            List<LaterMemberProcess> members = new ArrayList<>();
            for (int member = 0; member < 2; member++) {
                members.add(LaterMemberProcess.start(servers, topic.topic, protocol, "often", 5, said));
            }
            for (int record = 0; record < records; record++) {
                for (int key = 0; key < keys; key++) {
                    topic.send("key-" + key, 1);
                }
                if (record % 6 == 5) {
                    int before = said.size();
                    await().atMost(2, MINUTES).until(() -> said.size() > before);
                    members.remove(random.nextInt(members.size())).kill();
                    members.add(LaterMemberProcess.start(servers, topic.topic, protocol, "often", 5, said));
                }
            }
            await().atMost(120, SECONDS).until(() -> ended().size() == keys * records);
            for (LaterMemberProcess member : members) {
                member.kill();
            }
        }
        assertThat(outOfOrder()).isEmpty();
        System.out.println(said.size() / 2 + " attempts, at least " + keys * records + " needed");
    }

    /** The records that were handled, or failed for good. */
    private Set<String> ended() {
        Set<String> ended = new HashSet<>();
        synchronized (said) {
            for (String line : said) {
                String[] words = line.split(" ");
                if (words[0].equals("end") && (words[4].equals("false") || words[3].equals("3"))) {
                    ended.add(words[1] + " " + words[2]);
                }
            }
        }
        return ended;
    }

    /** Attempts that began before all earlier records of the key had ended. */
    private List<String> outOfOrder() {
        List<String> wrong = new ArrayList<>();
        Map<String, Integer> next = new HashMap<>();
        synchronized (said) {
            for (String line : said) {
                String[] words = line.split(" ");
                int number = Integer.parseInt(words[2]);
                int reached = next.getOrDefault(words[1], 0);
                if (words[0].equals("begin") && number > reached) {
                    wrong.add(line + " before " + reached);
                }
                if (words[0].equals("end") && (words[4].equals("false") || words[3].equals("3")) && number == reached) {
                    next.put(words[1], reached + 1);
                }
            }
        }
        return wrong;
    }
}
