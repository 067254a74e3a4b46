package dev.kafkalab.consumer;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OriginHeaderTest {
    private static final Origin FIRST = new Origin("orders", 3, 42, 1_700_000_000_123L);

    @Test
    void aRecordWithoutTheHeaderIsItsOwnOrigin() {
        assertThat(OriginHeader.of(record("orders"))).isEqualTo(new Origin("orders", 1, 7, -1));
        assertThat(OriginHeader.carriedBy(record("orders"))).isEmpty();
    }

    @Test
    void anOriginIsReadWhereItWasSentTo() {
        ConsumerRecord<byte[], byte[]> record = record("orders-dlt");
        OriginHeader.set(record.headers(), FIRST, "orders-dlt");

        assertThat(OriginHeader.of(record)).isEqualTo(FIRST);
        assertThat(record.headers().lastHeader("kafka-lab-origin").value())
                .isEqualTo("orders:3:42:1700000000123:orders-dlt".getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void aHeaderCopiedIntoAnotherTopicNamesNoOrigin() {
        ConsumerRecord<byte[], byte[]> derived = record("invoices");
        OriginHeader.set(derived.headers(), FIRST, "orders");

        assertThat(OriginHeader.of(derived).topic()).isEqualTo("invoices");
        assertThat(OriginHeader.carriedBy(derived.headers(), "orders")).isEqualTo(Optional.of(FIRST));
    }

    @Test
    void settingItAgainReplacesIt() {
        ConsumerRecord<byte[], byte[]> record = record("orders");
        OriginHeader.set(record.headers(), FIRST, "orders-dlt");
        OriginHeader.set(record.headers(), FIRST, "orders");

        assertThat(record.headers().headers("kafka-lab-origin")).hasSize(1);
        assertThat(OriginHeader.of(record)).isEqualTo(FIRST);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "orders",
                "orders:3:42:1",
                "orders:3:42:1:",
                ":3:42:1:orders",
                "orders:x:42:1:orders",
                "orders:-3:42:1:orders",
                "orders:9999999999:42:1:orders",
                "orders:3:9999999999999999999:1:orders"
            })
    void aMalformedHeaderIsNoHeader(String value) {
        ConsumerRecord<byte[], byte[]> record = record("orders");
        record.headers().add("kafka-lab-origin", value.getBytes(StandardCharsets.UTF_8));

        assertThat(OriginHeader.of(record)).isEqualTo(new Origin("orders", 1, 7, -1));
    }

    @Test
    void aHeaderWithoutValueIsNoHeader() {
        ConsumerRecord<byte[], byte[]> record = record("orders");
        record.headers().add("kafka-lab-origin", null);

        assertThat(OriginHeader.carriedBy(record)).isEmpty();
    }

    private static ConsumerRecord<byte[], byte[]> record(String topic) {
        return new ConsumerRecord<>(topic, 1, 7, new byte[] {1}, new byte[] {2});
    }
}
