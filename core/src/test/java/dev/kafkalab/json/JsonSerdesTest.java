package dev.kafkalab.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.Serde;
import org.junit.jupiter.api.Test;

class JsonSerdesTest {
    record Order(long id, String buyer, List<String> items) {}

    private final Serde<Order> serde = JsonSerdes.standard().serde(Order.class);

    @Test
    void aRecordComesBack() {
        Order order = new Order(7, "한글 \"quoted\"", List.of("a", "b"));
        byte[] bytes = serde.serializer().serialize("orders", order);
        assertThat(serde.deserializer().deserialize("orders", bytes)).isEqualTo(order);
        assertThat(new String(bytes, StandardCharsets.UTF_8)).startsWith("{\"id\":7,");
    }

    @Test
    void aTombstoneStaysATombstone() {
        assertThat(serde.serializer().serialize("orders", null)).isNull();
        assertThat(serde.deserializer().deserialize("orders", null)).isNull();
    }

    @Test
    void propertiesThatTheTypeDoesNotKnowAreIgnored() {
        assertThat(read("{\"id\":1,\"new\":true}").id()).isEqualTo(1);
    }

    @Test
    void bytesThatAreNoSuchValueAreAnErrorThatDoesNotShowThem() {
        assertThatThrownBy(() -> read("{\"id\":\"secret\"}"))
                .isInstanceOf(SerializationException.class)
                .hasMessageContaining("Order")
                .hasMessageContaining("line 1 column")
                .hasMessageNotContaining("secret");
        assertThatThrownBy(() -> read("{\"id\":1} trailing")).isInstanceOf(SerializationException.class);
        assertThatThrownBy(() -> read("")).isInstanceOf(SerializationException.class);
    }

    @Test
    void treesWorkToo() {
        JsonNode tree = JsonSerdes.standard()
                .deserializer(JsonNode.class)
                .deserialize("t", "[1,2]".getBytes(StandardCharsets.UTF_8));
        assertThat(tree).hasSize(2);
    }

    private Order read(String json) {
        return serde.deserializer().deserialize("orders", json.getBytes(StandardCharsets.UTF_8));
    }
}
