package dev.kafkalab.consumer.torture;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kafkalab.consumer.torture.Finding.Kind;
import dev.kafkalab.consumer.torture.Sent.Place;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The recount is shown ledgers that are right, and ledgers that are falsified in each way it should notice. */
class RecountTest {
    private final Timeline time = new Timeline();
    private final Sent a0 = time.sent("a");
    private final Sent b0 = time.sent("b");
    private final Sent a1 = time.sent("a");
    private final Sent b1 = time.sent("b");

    @ParameterizedTest
    @ValueSource(
            strings = {"by-partition/auto", "by-key/each", "unordered/manual", "batch-by-partition/in-transaction"})
    void allIsWellIfEachRecordIsDoneOnceInOrder(String mode) {
        Verdict verdict = time.does("m", a0, b0, a1, b1).recount(mode);

        assertThat(verdict.findings()).isEmpty();
        assertThat(verdict.attempts()).isEqualTo(4);
        assertThat(verdict.repeated()).isZero();
    }

    @Test
    void keysPassEachOtherByKeyButNotByPartition() {
        time.does("m", b0, a0, b1, a1);

        assertThat(time.recount("by-key/each").findings()).isEmpty();
        assertThat(kinds(time.recount("by-partition/each"))).contains(Kind.OUT_OF_ORDER);
    }

    @Test
    void aRecordThatNobodyEndsIsLost() {
        Verdict verdict = time.does("m", a0, b0, b1).begin("m", a1).killed("m").recount("by-key/each");

        assertThat(verdict.findings()).extracting(Finding::kind).containsExactly(Kind.LOST);
        assertThat(verdict.cutOff()).isEqualTo(1);
    }

    @Test
    void aRecordThatNobodyBeginsIsLost() {
        assertThat(kinds(time.does("m", a0, b0, a1).recount("unordered/each"))).containsExactly(Kind.LOST);
    }

    @Test
    void aLaterRecordOfTheKeyBeforeAnUnfinishedOneIsOutOfOrder() {
        time.begin("m", a0).killed("m").does("n", a1, a0, b0, b1);

        assertThat(kinds(time.recount("by-key/each"))).contains(Kind.OUT_OF_ORDER);
        assertThat(kinds(time.recount("unordered/each"))).isEmpty();
    }

    @Test
    void aLaterRecordWhoseEarlierOneWasFinishedByADeadMemberIsInOrder() {
        time.does("m", a0).killed("m").does("n", a1, b0, b1);

        assertThat(time.recount("by-key/after-processing").findings()).isEmpty();
    }

    @Test
    void goingBackWithinAnAssignmentIsOutOfOrder() {
        time.assigned("m").does("m", a0, a1).killed("m");
        time.assigned("n").does("n", a1, a0, b0, b1);

        assertThat(kinds(time.recount("by-key/after-processing"))).containsExactly(Kind.OUT_OF_ORDER);
    }

    @Test
    void startingAgainAfterANewAssignmentIsNot() {
        time.assigned("m").does("m", a0, a1).killed("m");
        time.assigned("n").does("n", a0, a1, b0).assigned("n").does("n", b1);

        assertThat(time.recount("by-key/after-processing").findings()).isEmpty();
    }

    @Test
    void twoOfAKeyAtTheSameTimeAreNoticedAcrossMembers() {
        time.does("m", b0, b1).begin("m", a0).begin("n", a1).end("m", a0).end("n", a1);

        assertThat(kinds(time.recount("by-key/each"))).contains(Kind.AT_ONCE);
        assertThat(kinds(time.recount("unordered/each"))).isEmpty();
    }

    @Test
    void oneOfADeadMemberRunsUntilItsDeath() {
        time.does("m", b0, b1)
                .begin("m", a0)
                .begin("n", a0)
                .killed("m")
                .end("n", a0)
                .does("n", a1);

        assertThat(kinds(time.recount("by-key/each"))).containsExactly(Kind.AT_ONCE);
    }

    @Test
    void afterItsDeathAnotherMayTakeTheRecord() {
        time.does("m", b0, b1).begin("m", a0).killed("m").does("n", a0, a1);

        assertThat(time.recount("by-key/each").findings()).isEmpty();
    }

    @Test
    void theSameRecordTwiceAtOnceIsNoticedEvenWithoutAnyOrder() {
        time.does("m", b0, a1, b1).begin("m", a0).begin("n", a0).end("m", a0).end("n", a0);

        assertThat(kinds(time.recount("unordered/manual"))).contains(Kind.AT_ONCE);
    }

    @Test
    void aRepeatOfWhatALivingMemberFinishedIsWrong() {
        time.does("m", a0, b0, a1, b1).closed("m").does("n", b1);

        assertThat(kinds(time.recount("by-key/after-processing"))).containsExactly(Kind.WRONG_REPEAT);
    }

    @Test
    void unlessItsCommitWasRefused() {
        time.does("m", a0, b0, a1, b1).commitFailed("m").closed("m").does("n", b1);

        assertThat(time.recount("by-key/after-processing").findings()).isEmpty();
    }

    @Test
    void aRepeatOfWhatWasCommittedIsWrong() {
        time.does("m", a0, b0).committed("m", 2).does("m", a1, b1).killed("m").does("n", b0, a1, b1);

        Verdict verdict = time.recount("by-key/after-processing");

        assertThat(verdict.repeated()).isEqualTo(3);
        assertThat(verdict.findings())
                .singleElement()
                .satisfies(finding -> assertThat(finding.text()).contains("it was committed", "offset=2"));
    }

    @Test
    void norMayBeRepeatedWhatTheMetadataOfACommitSaysIsFinished() {
        String b0IsFinished = "kl1r:AQE"; // a run of one unfinished, a run of one finished
        time.begin("m", a0).does("m", b0).committed("m", 0, b0IsFinished).killed("m");

        assertThat(time.does("n", a0, a1, b1).recount("by-key/each").findings()).isEmpty();
        assertThat(kinds(time.does("o", b0).recount("by-key/each"))).contains(Kind.WRONG_REPEAT);
    }

    @ParameterizedTest
    @ValueSource(strings = {"by-partition/auto", "by-key/after-processing", "by-key/manual", "by-key/in-transaction"})
    void whatWasNotCommittedMayBeRepeatedAfterAKill(String mode) {
        time.does("m", a0, b0, a1).committed("m", 1).killed("m").does("n", b0, a1, b1);

        Verdict verdict = time.recount(mode);

        assertThat(verdict.findings()).isEmpty();
        assertThat(verdict.repeated()).isEqualTo(2);
    }

    @Test
    void committingEachRecordOnlyTheLastOfALaneMayBeRepeated() {
        time.does("m", a0, b0, a1).killed("m").does("n", b0, a1, b1);
        assertThat(time.recount("by-key/each").findings()).isEmpty();

        assertThat(kinds(time.recount("by-partition/each"))).containsExactly(Kind.WRONG_REPEAT);
    }

    @Test
    void committingEachBatchTheWholeOfTheLastMayBeRepeated() {
        time.begin("m", a0).end("m", a0).beginInBatch("m", b0).end("m", b0).killed("m");
        time.does("n", a0, b0, a1, b1);

        assertThat(time.recount("batch-by-partition/each").findings()).isEmpty();
    }

    @Test
    void committingEachRecordNoMoreMayBeRepeatedThanWereInFlight() {
        for (int i = 0; i < 20; i++) {
            time.does("m", time.sent("c" + i));
        }
        time.does("m", a0, b0, a1, b1).killed("m");
        for (int i = 0; i < 20; i++) {
            time.does("n", new Sent(0, 4 + i, "c" + i, 0));
        }

        assertThat(time.recount("unordered/each").findings())
                .singleElement()
                .satisfies(finding -> assertThat(finding.text()).contains("left 20"));
    }

    @Test
    void whatWasFinishedLongBeforeTwoCommitsMayNotBeRepeated() {
        time.begin("m", a0).does("m", b0, b1).later(Duration.ofSeconds(1));
        time.committed("m", 0).committed("m", 0).killed("m").does("n", a0, b0, b1, a1);

        assertThat(kinds(time.recount("by-key/after-processing")))
                .containsExactly(Kind.WRONG_REPEAT, Kind.WRONG_REPEAT);
        assertThat(time.recount("by-key/in-transaction").findings()).isEmpty();
    }

    @Test
    void whereCommitsAreManualTheNextOfALaneMayBeginWhenTheHandlerHasReturned() {
        time.begin("m", a0)
                .returned("m", a0)
                .begin("m", a1)
                .returned("m", a1)
                .end("m", a1)
                .end("m", a0);
        time.begin("m", b0).end("m", b0).begin("m", b1).returned("m", b1).end("m", b1);

        // The handler of b0 never returned.
        assertThat(kinds(time.recount("by-key/manual"))).containsExactly(Kind.AT_ONCE);
    }

    @Test
    void whatWasHandledAndNeverAcknowledgedIsLost() {
        time.does("m", b0, a1, b1).begin("m", a0).returned("m", a0);

        assertThat(kinds(time.recount("unordered/manual"))).containsExactly(Kind.LOST);
    }

    @Test
    void aRecordThatWasNeverSentIsUnexpected() {
        time.does("m", a0, b0, a1, b1).begin("m", new Sent(0, 3, "b", 7));

        assertThat(kinds(time.recount("by-key/each"))).containsExactly(Kind.UNEXPECTED);
    }

    @Test
    void effectsAreCountedOneByOneAndInTheirOrder() {
        List<Sent> sent = List.of(a0, b0, a1, b1);
        Mode mode = Mode.of("by-key/in-transaction");

        assertThat(Effects.recount(mode, sent, List.of(b0.place(), a0.place(), a1.place(), b1.place())))
                .isEmpty();
        assertThat(Effects.recount(mode, sent, List.of(a0.place(), b0.place(), a1.place())))
                .singleElement()
                .satisfies(finding -> assertThat(finding.text()).contains("missing: b#1"));
        assertThat(Effects.recount(mode, sent, List.of(a0.place(), b0.place(), a1.place(), a1.place(), b1.place())))
                .singleElement()
                .satisfies(finding -> assertThat(finding.text()).contains("twice: a#1"));
        assertThat(Effects.recount(mode, sent, List.of(a1.place(), b0.place(), a0.place(), b1.place())))
                .singleElement()
                .satisfies(finding -> assertThat(finding.text()).contains("a#0 at 0@0 after a#1"));
        assertThat(Effects.recount(
                        mode, sent, List.of(a0.place(), b0.place(), a1.place(), b1.place(), new Place(3, 9))))
                .singleElement()
                .satisfies(finding -> assertThat(finding.text()).contains("never sent"));
    }

    @Test
    void aLineCutShortByAKillIsLeftOutUntilItIsWhole(@TempDir Path folder) throws Exception {
        Path file = folder.resolve("m.ledger");
        List<Event> events = List.of(
                new Event.Assigned(1, 0),
                new Event.Begin(2, 0, 5, "k", 3, 1),
                new Event.Returned(3, 0, 5),
                new Event.End(3, 0, 5),
                new Event.Committed(4, 0, 6, ""),
                new Event.Committed(4, 0, 6, "kl1r:AQI"),
                new Event.CommitFailed(4, -1),
                new Event.Revoked(5, 0),
                new Event.Lost(6, 0));
        try (Ledger ledger = new Ledger(file)) {
            events.forEach(ledger::write);
        }
        Files.writeString(file, "B 7 0 1", StandardOpenOption.APPEND);
        LedgerFile read = new LedgerFile(file);

        assertThat(read.readOn()).isEqualTo(events);
        Files.writeString(file, "0 k 3 2\n", StandardOpenOption.APPEND);
        assertThat(read.readOn()).containsExactly(new Event.Begin(7, 0, 10, "k", 3, 2));
        assertThat(read.events()).hasSize(10);
    }

    private static List<Kind> kinds(Verdict verdict) {
        return verdict.findings().stream().map(Finding::kind).toList();
    }
}
