package dev.kafkalab.bench.cdc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class WitnessTest {
    private final Witness witness = new Witness();

    @Test
    void eachRowOnceAndInOrderIsNoCauseForComplaint() {
        saw(7, 0, 0);
        saw(8, 0, 1);
        saw(7, 1, 2);
        assertThat(witness.complaints(0, 3)).isEmpty();
    }

    @Test
    void aMissingRowIsNoticed() {
        saw(7, 0, 0);
        saw(7, 2, 2);
        assertThat(witness.complaints(0, 3)).containsExactly("1 rows did not come");
    }

    @Test
    void aRepeatedRowIsNoticed() {
        saw(7, 0, 0);
        saw(7, 0, 0);
        assertThat(witness.complaints(0, 1)).containsExactly("1 rows came again");
    }

    @Test
    void aRowBeforeAnEarlierOneOfItsKeyIsNoticed() {
        saw(7, 1, 1);
        saw(7, 0, 0);
        assertThat(witness.complaints(0, 2)).containsExactly("1 rows came before earlier ones of their key");
    }

    @Test
    void rowsBeforeTheFirstThatCountsMayBeMissing() {
        saw(7, 5, 5);
        assertThat(witness.complaints(5, 6)).isEmpty();
    }

    @Test
    void aMarkIsFoundInThePayloadAndInAnEnvelopeAroundIt() {
        EventMark mark = new EventMark(4_321, 17, 499_999);
        assertThat(mark.payload().getBytes(StandardCharsets.UTF_8)).hasSize(200);
        assertThat(EventMark.in(bytes(mark.payload()))).isEqualTo(mark);
        String quoted = mark.payload().replace("\"", "\\\"");
        assertThat(EventMark.in(bytes("{\"after\":{\"payload\":\"" + quoted + "\"}}")))
                .isEqualTo(mark);
        assertThatIllegalArgumentException().isThrownBy(() -> EventMark.in(bytes("{}")));
    }

    private void saw(int key, int sequence, int row) {
        witness.saw(new EventMark(key, sequence, row));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
