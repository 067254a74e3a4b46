package dev.kafkalab.deadletters;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Random;
import java.util.TreeSet;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TakenOffsetsTest {
    @Test
    void rangesThatTouchAreOne() {
        TakenOffsets taken = new TakenOffsets();
        taken.add(5, 5);
        taken.add(7, 9);
        assertThat(taken).hasToString("5,7-9");
        taken.add(6, 6);
        assertThat(taken).hasToString("5-9");
        taken.add(0, 100);
        assertThat(taken).hasToString("0-100");
    }

    @Test
    void itHoldsWhatASetOfOffsetsWouldHold() {
        long seed = new Random().nextLong();
        System.out.println("seed " + seed);
        Random random = new Random(seed);
        TakenOffsets taken = new TakenOffsets();
        TreeSet<Long> set = new TreeSet<>();
        for (int i = 0; i < 2_000; i++) {
            long from = random.nextInt(5_000);
            long to = from + random.nextInt(4);
            taken.add(from, to);
            LongStream.rangeClosed(from, to).forEach(set::add);
        }
        TakenOffsets read = TakenOffsets.parse(taken.toString());
        for (long offset = 0; offset < 5_010; offset++) {
            assertThat(taken.contains(offset)).isEqualTo(set.contains(offset));
            assertThat(read.contains(offset)).isEqualTo(set.contains(offset));
        }
    }

    @Test
    void aCopyLeadsALifeOfItsOwn() {
        TakenOffsets taken = new TakenOffsets();
        TakenOffsets copy = taken.copy();
        copy.add(1, 2);

        assertThat(taken.contains(1)).isFalse();
        assertThat(TakenOffsets.parse("")).hasToString("");
    }

    @ParameterizedTest
    @ValueSource(strings = {"x", "1-", "1,,2", "-1", "1-2-3", "99999999999999999999"})
    void anythingElseIsRefused(String text) {
        assertThatIllegalArgumentException().isThrownBy(() -> TakenOffsets.parse(text));
    }
}
