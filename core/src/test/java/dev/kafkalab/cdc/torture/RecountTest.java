package dev.kafkalab.cdc.torture;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kafkalab.cdc.torture.Recount.Event;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RecountTest {
    private static final Map<Integer, Long> CHANGES = Map.of(1, 3L, 2, 1L);

    @Test
    void exactIsExact() {
        assertThat(recount(event(1, 1), event(2, 1), event(1, 2), event(1, 3)).isExact())
                .isTrue();
    }

    @Test
    void tellsWhatIsLost() {
        assertThat(recount(event(1, 1), event(1, 3))).isEqualTo(new Recount(4, 2, 0, 0, 0));
    }

    @Test
    void tellsWhatIsRepeated() {
        assertThat(recount(event(1, 1), event(1, 1), event(1, 2), event(1, 3), event(2, 1)))
                .isEqualTo(new Recount(4, 0, 1, 0, 0));
    }

    @Test
    void tellsWhatWasNeverCommitted() {
        assertThat(recount(event(1, 1), event(1, 2), event(1, 3), event(1, 4), event(2, 1), event(7, 1)))
                .isEqualTo(new Recount(4, 0, 0, 2, 0));
    }

    @Test
    void tellsWhatIsOutOfOrder() {
        assertThat(recount(event(1, 2), event(1, 1), event(1, 3), event(2, 1))).isEqualTo(new Recount(4, 0, 0, 0, 1));
    }

    @Test
    void tellsWhichStatesAreStale() {
        assertThat(Recount.stale(Map.of(1, 3L, 2, 2L, 3, 1L), List.of(event(1, 3), event(2, 2), event(2, 1))))
                .isEqualTo(2);
    }

    private static Recount recount(Event... events) {
        return Recount.of(CHANGES, List.of(events));
    }

    private static Event event(int account, long number) {
        return new Event(account, number);
    }
}
