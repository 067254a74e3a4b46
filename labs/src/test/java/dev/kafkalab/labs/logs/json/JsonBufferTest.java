package dev.kafkalab.labs.logs.json;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HexFormat;
import java.util.Random;
import org.junit.jupiter.api.Test;

class JsonBufferTest {
    private static String text(JsonBuffer buffer) {
        return new String(buffer.copy(), StandardCharsets.UTF_8);
    }

    @Test
    void timesAndDaysAreThoseOfJava() {
        Random random = new Random(7);
        for (int i = 0; i < 5_000; i++) {
            long millis = random.nextLong(-62_000_000_000_000L, 250_000_000_000_000L);
            String time = text(new JsonBuffer(1).time(millis));
            assertThat(Instant.parse(time).toEpochMilli()).isEqualTo(millis);
            assertThat(time).hasSize(24);
            long day = Math.floorDiv(millis, 86_400_000L);
            assertThat(text(new JsonBuffer(1).date(day)))
                    .isEqualTo(LocalDate.ofEpochDay(day).toString());
        }
    }

    @Test
    void numbersAreWrittenWhole() {
        for (long number :
                new long[] {0, 9, 10, 99, 100, -1, Long.MAX_VALUE, Long.MIN_VALUE, 1_000_000_000_000_000_000L}) {
            assertThat(text(new JsonBuffer(1).put(number))).isEqualTo(Long.toString(number));
        }
    }

    @Test
    void whatIsCutIsGone() {
        JsonBuffer buffer = new JsonBuffer(2).put("abc");
        int length = buffer.length();
        buffer.put("def").cut(length);
        assertThat(text(buffer)).isEqualTo("abc");
    }

    /** Every way in which a character of three or four bytes can be none, each with something behind it and at the end. */
    @Test
    void whatIsNoCharacterIsReplacedAsJavaDoes() {
        int[] bytes = {
            0x41, 0x80, 0x8F, 0x90, 0x9F, 0xA0, 0xBF, 0xC2, 0xE0, 0xE1, 0xED, 0xEF, 0xF0, 0xF1, 0xF4, 0xF5, 0xFF
        };
        for (int first : bytes) {
            for (int second : bytes) {
                for (int third : bytes) {
                    for (int fourth : bytes) {
                        byte[] text = {(byte) first, (byte) second, (byte) third, (byte) fourth};
                        JsonBuffer json = new JsonBuffer(16);
                        json.escaped(text, 0, text.length);
                        assertThat(new String(json.copy(), StandardCharsets.UTF_8))
                                .as(HexFormat.of().formatHex(text))
                                .isEqualTo(new String(text, StandardCharsets.UTF_8));
                    }
                }
            }
        }
    }
}
