package dev.kafkalab.deadletters;

import static dev.kafkalab.deadletters.Graveyard.header;
import static dev.kafkalab.deadletters.Graveyard.text;
import static dev.kafkalab.deadletters.Graveyard.utf8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kafkalab.KafkaLabException;
import dev.kafkalab.consumer.Origin;
import dev.kafkalab.consumer.OriginHeader;
import dev.kafkalab.deadletters.RedriveReport.Action;
import dev.kafkalab.deadletters.RedriveReport.Row;
import dev.kafkalab.sandbox.Sandbox;
import dev.kafkalab.sandbox.junit.SandboxTest;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@SandboxTest
@Timeout(value = 3, unit = TimeUnit.MINUTES)
class RedriveIT {
    private static final IOException BROKEN = new IOException("broken");

    private Graveyard graveyard;
    private String topic;
    private String dead;

    @BeforeEach
    void setUp(Sandbox sandbox) {
        graveyard = new Graveyard(sandbox.bootstrapServers().orElseThrow());
        topic = graveyard.topic;
        dead = graveyard.dead;
    }

    @AfterEach
    void tearDown() {
        graveyard.close();
    }

    @Test
    void aLetterComesBackAsItWasWithItsOriginAndTheRoundCounted() {
        graveyard.create(topic, 3);
        graveyard.create(dead, 1);
        ConsumerRecord<byte[], byte[]> original = new ConsumerRecord<>(topic, 2, 42, new byte[] {0, -1}, null);
        original.headers().add("trace", utf8("abc")).add("trace", null).add("retry_topic-attempts", new byte[4]);
        graveyard.bury(original, BROKEN);

        RedriveReport report = graveyard.redrive().run(RedriveRequest.of(dead));

        assertThat(report.rows()).containsExactly(new Row(Action.REDRIVE, topic, "java.io.IOException", "", 1));
        ConsumerRecord<byte[], byte[]> back = graveyard.read(topic).get(0);
        assertThat(back.partition()).isEqualTo(2);
        assertThat(back.key()).isEqualTo(new byte[] {0, -1});
        assertThat(back.value()).isNull();
        assertThat(OriginHeader.of(back)).isEqualTo(new Origin(topic, 2, 42, -1));
        assertThat(header(back, "kafka-lab-redrives")).isEqualTo("1");
        assertThat(StreamSupport.stream(back.headers().spliterator(), false).map(Header::key))
                .containsExactly("trace", "trace", "kafka-lab-origin", "kafka-lab-redrives");
        assertThat(back.timestamp()).isGreaterThan(0);
    }

    @Test
    void aPreviewSaysWhatWouldBeDoneAndDoesNothing() {
        graveyard.create(topic, 3);
        graveyard.create(dead, 1);
        graveyard.bury(0, 1, "a", "1", BROKEN);
        graveyard.bury(0, 2, "b", "2", new IllegalStateException());

        RedriveReport preview = graveyard.redrive().preview(RedriveRequest.of(dead));

        assertThat(preview.rows())
                .containsExactly(
                        new Row(Action.REDRIVE, topic, "java.io.IOException", "", 1),
                        new Row(Action.REDRIVE, topic, "java.lang.IllegalStateException", "", 1));
        assertThat(graveyard.read(topic)).isEmpty();
        assertThat(graveyard.cluster.await(
                        graveyard.cluster.admin().listTopics().names()))
                .doesNotContain(dead + "-redrive");
        assertThat(graveyard.redrive().run(RedriveRequest.of(dead))).isEqualTo(preview);
    }

    @Test
    void runTwiceItPutsBackOnce() {
        graveyard.create(topic, 3);
        graveyard.create(dead, 2);
        IntStream.range(0, 50).forEach(i -> graveyard.bury(i % 3, i, "k" + i % 7, "" + i, BROKEN));

        graveyard.redrive().run(RedriveRequest.of(dead));
        RedriveReport again = graveyard.redrive().run(RedriveRequest.of(dead));

        assertThat(again.rows()).isEmpty();
        assertThat(again.already()).isEqualTo(50);
        assertThat(graveyard.values(topic)).hasSize(50).doesNotHaveDuplicates();
        graveyard.bury(0, 60, "k", "new", BROKEN);
        assertThat(graveyard.redrive().run(RedriveRequest.of(dead)).records(Action.REDRIVE))
                .isEqualTo(1);
    }

    @Test
    void ofTwoLettersOfOneDeathOneComesBack() {
        graveyard.create(topic, 1);
        graveyard.create(dead, 1);
        graveyard.bury(0, 1, "k", "first", BROKEN);
        graveyard.bury(0, 1, "k", "first", BROKEN); // the consumer was killed before it committed
        graveyard.bury(0, 2, "k", "second", BROKEN);

        RedriveReport report = graveyard.redrive().run(RedriveRequest.of(dead));

        assertThat(report.records(Action.REDRIVE)).isEqualTo(2);
        assertThat(report.records(Action.REPEAT)).isEqualTo(1);
        assertThat(graveyard.values(topic)).containsExactly("first", "second");
        assertThat(graveyard.redrive().run(RedriveRequest.of(dead)).already()).isEqualTo(3);
        graveyard.bury(0, 2, "k", "second", BROKEN); // its group was reset, and it died again
        assertThat(graveyard.redrive().run(RedriveRequest.of(dead)).records(Action.REDRIVE))
                .isEqualTo(1);
    }

    @Test
    void lettersOfAKeyComeBackInTheirOrder() {
        graveyard.create(topic, 3);
        graveyard.create(dead, 2);
        IntStream.range(0, 200).forEach(i -> graveyard.bury(1, i, "k" + i % 5, "" + i, BROKEN));

        graveyard.redrive().run(RedriveRequest.of(dead));

        for (int key = 0; key < 5; key++) {
            String name = "k" + key;
            assertThat(graveyard.read(topic).stream()
                            .filter(record -> text(record.key()).equals(name))
                            .map(record -> Integer.valueOf(text(record.value())))
                            .toList())
                    .hasSize(40)
                    .isSorted();
        }
    }

    @Test
    void whatAFilterDoesNotMeanStaysAndComesBackLater() {
        graveyard.create(topic, 3);
        graveyard.create(dead, 1);
        for (int i = 0; i < 30; i++) {
            graveyard.bury(i % 3, i, "k", "" + i, i % 2 == 0 ? BROKEN : new IllegalStateException("odd"));
        }

        RedriveReport odd = graveyard
                .redrive()
                .run(RedriveRequest.of(dead)
                        .matching(DeadLetterFilter.causedBy(Pattern.compile("IllegalState"))
                                .and(DeadLetterFilter.failedIn(Set.of(0, 1)))));
        assertThat(odd.records(Action.REDRIVE)).isEqualTo(10);
        assertThat(odd.records(Action.KEEP)).isEqualTo(20);
        assertThat(graveyard.values(topic)).hasSize(10);

        RedriveReport four = graveyard.redrive().run(RedriveRequest.of(dead).atMost(4));
        assertThat(four.records(Action.REDRIVE)).isEqualTo(4);

        RedriveReport rest = graveyard.redrive().run(RedriveRequest.of(dead));
        assertThat(rest.records(Action.REDRIVE)).isEqualTo(16);
        assertThat(graveyard.values(topic)).hasSize(30).doesNotHaveDuplicates();
    }

    @Test
    void whatComesBackTooOftenIsParkedWithItsCause() {
        graveyard.create(topic, 1);
        graveyard.create(dead, 2);
        graveyard.bury(0, 7, "k", "hopeless", BROKEN);
        for (int round = 1; round <= 3; round++) {
            assertThat(graveyard.redrive().run(RedriveRequest.of(dead)).records(Action.REDRIVE))
                    .isEqualTo(1);
            List<ConsumerRecord<byte[], byte[]>> records = graveyard.read(topic);
            assertThat(records).hasSize(round);
            graveyard.bury(records.get(round - 1), BROKEN); // it fails again
        }

        RedriveReport report = graveyard.redrive().run(RedriveRequest.of(dead));

        assertThat(report.rows())
                .containsExactly(new Row(Action.PARK, topic + "-parking", "java.io.IOException", "", 1));
        assertThat(graveyard.read(topic)).hasSize(3);
        DeadLetter parked =
                DeadLetter.of(graveyard.read(topic + "-parking").get(0)).orElseThrow();
        assertThat(parked.origin()).isEqualTo(new Origin(topic, 0, 7, -1));
        assertThat(parked.redrives()).isEqualTo(3);
        assertThat(parked.message()).contains("broken");
        assertThat(graveyard.redrive().run(RedriveRequest.of(dead)).rows()).isEmpty();

        graveyard.redrive().run(RedriveRequest.of(topic + "-parking").maxRedrives(4));
        assertThat(graveyard.values(topic)).hasSize(4).containsOnly("hopeless");
    }

    @Test
    void aTopicThatHasFewerPartitionsNowGetsLettersByKey() {
        graveyard.create(topic, 2);
        graveyard.create(dead, 6);
        IntStream.range(0, 40).forEach(i -> graveyard.bury(5, i, "k" + i % 4, "" + i, BROKEN));

        graveyard.redrive().run(RedriveRequest.of(dead));

        List<ConsumerRecord<byte[], byte[]>> back = graveyard.read(topic);
        assertThat(back).hasSize(40);
        assertThat(back.stream()
                        .map(record -> text(record.key()) + " in " + record.partition())
                        .distinct())
                .hasSize(4);
    }

    @Test
    void lettersOfADeletedTopicStayUntilItIsThereOrAnotherIsNamed() {
        graveyard.create(dead, 1);
        graveyard.bury(0, 1, "k", "v", BROKEN);

        RedriveReport refused = graveyard.redrive().run(RedriveRequest.of(dead));
        assertThat(refused.rows())
                .containsExactly(new Row(
                        Action.REFUSE, topic, "java.io.IOException", "topic '" + topic + "' does not exist", 1));

        graveyard.create(topic + "-other", 1);
        graveyard.redrive().run(RedriveRequest.of(dead).to(topic + "-other"));
        assertThat(graveyard.values(topic + "-other")).containsExactly("v");
        assertThatThrownBy(() -> graveyard.redrive().run(RedriveRequest.of(dead).to("nowhere-at-all")))
                .isInstanceOfSatisfying(
                        KafkaLabException.class,
                        e -> assertThat(e.reason()).isEqualTo(KafkaLabException.Reason.NOT_FOUND));
    }

    @Test
    void aLetterTheTopicRefusesStaysAndTheOthersComeBack() {
        graveyard.create(topic, 1, Map.of("max.message.bytes", "2000"));
        graveyard.create(dead, 1);
        graveyard.bury(0, 1, "a", "first", BROKEN);
        byte[] large = new byte[20_000];
        new java.util.Random(1).nextBytes(large);
        graveyard.bury(new ConsumerRecord<>(topic, 0, 2, utf8("b"), large), BROKEN);
        graveyard.bury(0, 3, "c", "last", BROKEN);

        RedriveReport report = graveyard.redrive().run(RedriveRequest.of(dead));

        assertThat(graveyard.values(topic)).containsExactly("first", "last");
        assertThat(report.records(Action.REDRIVE)).isEqualTo(2);
        assertThat(report.records(Action.REFUSE)).isEqualTo(1);
        assertThat(report.rows().get(1).note()).containsIgnoringCase("larger");
        assertThat(graveyard.redrive().preview(RedriveRequest.of(dead)).records(Action.REDRIVE))
                .isEqualTo(1);
    }

    @Test
    void aTopicOfOtherRecordsIsNoDeadLetterTopicAndOneThatIsNotThereIsNamedByItsNeighbour() {
        graveyard.create(dead, 1);
        assertThat(graveyard.redrive().run(RedriveRequest.of(dead)).rows()).isEmpty();
        graveyard.send(new ProducerRecord<>(dead, utf8("k"), utf8("v")));

        assertThatThrownBy(() -> graveyard.redrive().run(RedriveRequest.of(dead)))
                .isInstanceOf(KafkaLabException.class)
                .hasMessageStartingWith("'" + dead + "' is no dead letter topic");
        assertThatThrownBy(() -> graveyard.redrive().preview(RedriveRequest.of(topic + "x-dlt")))
                .isInstanceOf(KafkaLabException.class)
                .hasMessageContaining("is it '" + dead + "'?");
    }

    @Test
    void aDeadLetterTopicMadeAnewIsAnotherOne() throws Exception {
        graveyard.create(topic, 1);
        graveyard.create(dead, 1);
        graveyard.bury(0, 1, "k", "old", BROKEN);
        graveyard.redrive().run(RedriveRequest.of(dead));
        graveyard.delete(dead);
        org.awaitility.Awaitility.await().ignoreExceptions().untilAsserted(() -> graveyard.create(dead, 1));
        graveyard.bury(0, 2, "k", "new", BROKEN);

        graveyard.redrive().run(RedriveRequest.of(dead));

        assertThat(graveyard.values(topic)).containsExactly("old", "new");
    }

    @Test
    void ofTwoRedrivesAtOnceTheFirstIsStopped() {
        graveyard.create(topic, 1);
        graveyard.create(dead, 1);
        IntStream.range(0, 20).forEach(i -> graveyard.bury(0, i, "k", "" + i, BROKEN));
        boolean[] second = new boolean[1];

        assertThatThrownBy(() -> graveyard.redrive().run(RedriveRequest.of(dead).matching(letter -> {
                    if (!second[0]) {
                        second[0] = true;
                        graveyard.redrive().run(RedriveRequest.of(dead));
                    }
                    return true;
                })))
                .isInstanceOf(KafkaLabException.class)
                .hasMessageContaining("another redrive of '" + dead + "' was started");
        assertThat(graveyard.values(topic)).hasSize(20).doesNotHaveDuplicates();
    }
}
