package dev.kafkalab.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A contestant that loses, repeats or reorders does not get away with it. */
class WitnessTest {
    // Two partitions: 0 holds a, b, a; 1 holds c, c.
    private static final Place A0 = new Place(0, 0, 0, 0);
    private static final Place B0 = new Place(1, 0, 1, 0);
    private static final Place A1 = new Place(0, 0, 2, 1);
    private static final Place C0 = new Place(2, 1, 0, 0);
    private static final Place C1 = new Place(2, 1, 1, 1);
    private static final Map<Integer, Long> ALL = Map.of(0, 3L, 1, 2L);

    @Test
    void whoHandlesEveryRecordOnceAndInOrderIsNotComplainedOf() {
        for (Promise promise : Promise.values()) {
            assertThat(complaints(promise, ALL, A0, B0, C0, A1, C1))
                    .as(promise.name())
                    .isEmpty();
        }
    }

    @Test
    void whoCommitsARecordThatWasNotHandledHasLostIt() {
        assertThat(complaints(Promise.NONE, ALL, A0, A1, C0, C1))
                .containsExactly("1 records committed and never handled");
    }

    @Test
    void whoHasNotCommittedARecordHasNotLostIt() {
        assertThat(complaints(Promise.NONE, Map.of(0, 1L, 1, 2L), A0, A1, C0, C1))
                .isEmpty();
    }

    @Test
    void aRecordThatComesTwiceIsRepeated() {
        assertThat(complaints(Promise.BY_KEY, ALL, A0, B0, A1, A0, C0, C1)).containsExactly("1 records handled again");
    }

    @Test
    void byKeyOtherKeysMayOvertake() {
        assertThat(complaints(Promise.BY_KEY, ALL, A0, A1, B0, C0, C1)).isEmpty();
        assertThat(complaints(Promise.BY_PARTITION, ALL, A0, A1, B0, C0, C1)).isNotEmpty();
    }

    @Test
    void aKeyThatOvertakesItselfIsOutOfOrder() {
        assertThat(complaints(Promise.BY_KEY, ALL, A1, A0, B0, C0, C1))
                .singleElement()
                .asString()
                .contains("out of order");
        assertThat(complaints(Promise.NONE, ALL, A1, A0, B0, C0, C1)).isEmpty();
    }

    @Test
    void aKeyThatLeavesOutARecordIsOutOfOrderEvenIfNothingIsCommitted() {
        assertThat(complaints(Promise.BY_KEY, Map.of(), A1))
                .singleElement()
                .asString()
                .contains("out of order");
    }

    @Test
    void twoRecordsOfAKeyAtOnceAreSeen() {
        Witness witness = witness(Promise.BY_KEY);
        witness.begin(A0);
        witness.begin(A1);
        assertThat(witness.complaints(Map.of())).containsExactly("1 records handled while another of their lane was");
    }

    @Test
    void twoRecordsOfDifferentKeysAtOnceAreFine() {
        Witness witness = witness(Promise.BY_KEY);
        witness.begin(A0);
        witness.begin(B0);
        assertThat(witness.complaints(Map.of())).isEmpty();
    }

    @Test
    void aPlaceSurvivesItsWayThroughAValue() {
        byte[] value = new byte[100];
        Place place = new Place(9_999, 2, 1L << 40, 77);
        place.writeTo(value);
        assertThat(Place.in(value)).isEqualTo(place);
    }

    private static Witness witness(Promise promise) {
        return new Witness(promise, 3, List.of(3L, 2L));
    }

    private static List<String> complaints(Promise promise, Map<Integer, Long> committed, Place... places) {
        Witness witness = witness(promise);
        for (Place place : places) {
            witness.begin(place);
            witness.end(place);
        }
        return witness.complaints(committed);
    }
}
