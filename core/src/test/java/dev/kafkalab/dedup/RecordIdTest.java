package dev.kafkalab.dedup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RecordIdTest {
    private static final byte[] NOT_UTF_8 = {(byte) 0xff, 0x01};

    @Test
    void theOriginIsTopicPartitionAndOffset() {
        assertThat(RecordId.origin().of(TestDelivery.any())).isEqualTo("orders-0@42");
    }

    @Test
    void theLastHeaderOfTheNameCounts() {
        TestDelivery delivery = TestDelivery.any().with("event-id", utf8("a")).with("event-id", utf8("b"));
        assertThat(RecordId.header("event-id").of(delivery)).isEqualTo("b");
    }

    @Test
    void aKeyIsItsTextOrInHexadecimalAndNeverTheSameForTwo() {
        assertThat(RecordId.key().of(TestDelivery.of(utf8("주문-1"), null))).isEqualTo("주문-1");
        assertThat(RecordId.key().of(TestDelivery.of(NOT_UTF_8, null))).isEqualTo("0xff01");
        assertThat(RecordId.key().of(TestDelivery.of(utf8("0xff01"), null))).isNotEqualTo("0xff01");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "/id        | {\"id\":\"o-1\"}                | o-1",
                "/order/id  | {\"order\":{\"id\":7}}          | 7",
                "/ids/1     | {\"ids\":[1,12345678901234567890123]} | 12345678901234567890123",
                "/a~1b      | {\"a/b\":\"x\"}                 | x",
            })
    void aJsonFieldIsTextOrAWholeNumber(String pointer, String json, String id) {
        assertThat(RecordId.jsonField(pointer).of(TestDelivery.of(json))).isEqualTo(id);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{}",
                "{\"id\":null}",
                "{\"id\":\"\"}",
                "{\"id\":{}}",
                "{\"id\":[1]}",
                "{\"id\":1.5}",
                "{\"id\":true}",
                "[]"
            })
    void aJsonFieldThatIsNoIdIsMissing(String json) {
        assertThatThrownBy(() -> RecordId.jsonField("/id").of(TestDelivery.of(json)))
                .isInstanceOf(MissingIdException.class)
                .hasMessage("record orders-0@42 has no id in JSON field /id");
    }

    @Test
    void whatIsNotJsonHasNoFieldAndIsNotQuoted() {
        assertThatThrownBy(() -> RecordId.jsonField("/id").of(TestDelivery.of("topsecret")))
                .isInstanceOf(MissingIdException.class)
                .hasMessage("record orders-0@42 has no id in JSON field /id (its value is not JSON)")
                .hasNoCause();
        assertThatThrownBy(() -> RecordId.jsonField("/id").of(TestDelivery.of(null, null)))
                .isInstanceOf(MissingIdException.class)
                .hasMessageEndingWith("(it is a tombstone)");
    }

    @Test
    void aRecordWithoutHeaderOrKeyHasNoId() {
        assertThatThrownBy(() -> RecordId.header("event-id").of(TestDelivery.any()))
                .isInstanceOf(MissingIdException.class)
                .hasMessage("record orders-0@42 has no id in header 'event-id'");
        assertThatThrownBy(
                        () -> RecordId.header("event-id").of(TestDelivery.any().with("event-id", new byte[0])))
                .isInstanceOf(MissingIdException.class);
        assertThatThrownBy(() -> RecordId.key().of(TestDelivery.any()))
                .isInstanceOf(MissingIdException.class)
                .hasMessage("record orders-0@42 has no id in its key");
    }

    @Test
    void namesThatCanNameNothingAreRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> RecordId.header(" "));
        assertThatIllegalArgumentException().isThrownBy(() -> RecordId.jsonField(""));
        assertThatIllegalArgumentException().isThrownBy(() -> RecordId.jsonField("id"));
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
