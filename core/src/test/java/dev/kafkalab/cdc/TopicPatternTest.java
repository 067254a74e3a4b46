package dev.kafkalab.cdc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kafkalab.KafkaLabException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TopicPatternTest {
    @Test
    void placesAreFilled() {
        assertThat(new TopicPattern("cdc.{database}.{table}").topic(Map.of("database", "shop", "table", "orders")))
                .isEqualTo("cdc.shop.orders");
    }

    @Test
    void whatNoTopicMayBeCalledBecomesAnUnderscore() {
        assertThat(new TopicPattern("outbox.event.{aggregatetype}").topic(Map.of("aggregatetype", "주문/a b$1")))
                .isEqualTo("outbox.event.___a_b_1");
    }

    @Test
    void aPlaceThatTheSourceDoesNotFillIsRefused() {
        assertThatThrownBy(() -> new TopicPattern("x.{tabel}").check(List.of("database", "table")))
                .isInstanceOf(KafkaLabException.class)
                .hasMessage("topic pattern 'x.{tabel}' has {tabel}; there are: {database}, {table}");
    }
}
