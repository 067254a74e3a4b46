package dev.kafkalab.labs.course.cdc;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;

class ReconciliationTest {
    private static final Order PAID = new Order(1, "paid", 2);
    private static final Order DELETED = new Order(2, "placed", 1);

    private static Change wrote(long order, int version) {
        return new Change(order, version);
    }

    private static Change deleted(long order) {
        return new Change(order, Change.DELETED);
    }

    private static Reconciliation compare(Change... events) {
        return Reconciliation.of(List.of(PAID), List.of(DELETED), List.of(events));
    }

    @Test
    void whatIsToldInFullIsNeitherLostNorInvented() {
        Reconciliation seen = compare(wrote(1, 1), wrote(2, 1), wrote(1, 2), deleted(2));
        assertThat(seen.lost()).isEmpty();
        assertThat(seen.deletesLost()).isEmpty();
        assertThat(seen.invented()).isEmpty();
        assertThat(seen.stale()).isEmpty();
        assertThat(seen.repeated()).isZero();
    }

    @Test
    void whatTheTableHasAndTheTopicHasNotIsLost() {
        Reconciliation seen = compare(wrote(1, 2));
        assertThat(seen.lost()).containsExactly(wrote(1, 1), wrote(2, 1));
        assertThat(seen.deletesLost()).containsExactly(deleted(2));
        assertThat(seen.stale()).isEmpty();
    }

    @Test
    void whatTheTopicHasAndTheTableHasNotIsInvented() {
        Reconciliation seen = compare(wrote(1, 1), wrote(1, 2), wrote(1, 3), wrote(7, 1), deleted(1), deleted(2));
        assertThat(seen.invented()).containsExactly(wrote(1, 3), deleted(1), wrote(7, 1));
    }

    @Test
    void anOrderIsStaleIfItsLastEventIsNotItsLastState() {
        assertThat(compare(wrote(1, 2), wrote(1, 1), wrote(2, 1)).stale()).containsExactly(wrote(1, 2));
    }

    @Test
    void whatIsToldAgainIsRepeated() {
        assertThat(compare(wrote(1, 1), wrote(1, 1), wrote(1, 1)).repeated()).isEqualTo(2);
    }

    @Test
    void readsOrdersAndEnvelopesAndPassesOverTombstones() {
        assertThat(Change.in(record("{\"id\":3,\"status\":\"paid\",\"version\":2}")))
                .contains(wrote(3, 2));
        assertThat(Change.in(record("{\"before\":null,\"after\":{\"id\": 3, \"version\": 4},\"op\":\"u\"}")))
                .contains(wrote(3, 4));
        assertThat(Change.in(record("{\"before\":{\"id\": 3, \"version\": 4},\"after\":null,\"op\":\"d\"}")))
                .contains(deleted(3));
        assertThat(Change.in(new ConsumerRecord<>("orders", 0, 0, new byte[0], null)))
                .isEmpty();
    }

    private static ConsumerRecord<byte[], byte[]> record(String value) {
        return new ConsumerRecord<>("orders", 0, 0, new byte[0], value.getBytes(StandardCharsets.UTF_8));
    }
}
