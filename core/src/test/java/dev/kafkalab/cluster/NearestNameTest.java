package dev.kafkalab.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class NearestNameTest {
    private static final List<String> NAMES = List.of("orders-dlt", "invoices-dlt", "carts-dlt");

    @Test
    void theOneWithTheFewestChangesIsMeant() {
        assertThat(NearestName.of("order-dlt", NAMES)).contains("orders-dlt");
        assertThat(NearestName.of("orders", NAMES)).isEmpty();
        assertThat(NearestName.of("invoice.dlt", NAMES)).contains("invoices-dlt");
    }

    @Test
    void nothingIsMeantWhereNothingIsLikeIt() {
        assertThat(NearestName.of("payments", NAMES)).isEmpty();
        assertThat(NearestName.of("payments", List.of())).isEmpty();
    }
}
