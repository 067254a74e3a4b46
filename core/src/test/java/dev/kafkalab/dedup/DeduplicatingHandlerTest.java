package dev.kafkalab.dedup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kafkalab.consumer.ConsumerListener;
import dev.kafkalab.consumer.Delivery;
import dev.kafkalab.consumer.DeliveryHandler;
import dev.kafkalab.dedup.memory.SeenIds;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class DeduplicatingHandlerTest {
    private final SeenIds seen = SeenIds.last(10);
    private final List<Delivery<?>> handled = new ArrayList<>();
    private final List<Delivery<?>> duplicates = new ArrayList<>();
    private final ConsumerListener listener = new ConsumerListener() {
        @Override
        public void onDuplicate(Delivery<?> delivery) {
            duplicates.add(delivery);
        }
    };

    @Test
    void theSecondOfTwoWithOneIdIsADuplicate() throws Exception {
        DeliveryHandler<String> handler = handler("billing", handled::add);
        TestDelivery first = TestDelivery.of("{\"id\":1}");
        TestDelivery second = TestDelivery.of("{\"id\":1}");
        handler.handle(first);
        handler.handle(second);
        assertThat(handled).containsExactly(first);
        assertThat(duplicates).containsExactly(second);
    }

    @Test
    void anotherGroupHandlesTheSameIdItself() throws Exception {
        handler("billing", handled::add).handle(TestDelivery.of("{\"id\":1}"));
        handler("shipping", handled::add).handle(TestDelivery.of("{\"id\":1}"));
        assertThat(handled).hasSize(2);
    }

    @Test
    void aFailureComesThroughAsItIsAndTheIdIsNotDone() throws Exception {
        IOException failure = new IOException("refused");
        assertThatThrownBy(() -> handler("billing", delivery -> {
                            throw failure;
                        })
                        .handle(TestDelivery.of("{\"id\":1}")))
                .isSameAs(failure);
        handler("billing", handled::add).handle(TestDelivery.of("{\"id\":1}"));
        assertThat(handled).hasSize(1);
    }

    @Test
    void aRecordWithoutAnIdIsNotHandled() {
        assertThatThrownBy(() -> handler("billing", handled::add).handle(TestDelivery.of("{}")))
                .isInstanceOf(MissingIdException.class);
        assertThat(handled).isEmpty();
    }

    private DeliveryHandler<String> handler(String group, DeliveryHandler<String> next) {
        return new DeduplicatingHandler<>(seen, RecordId.jsonField("/id"), group, listener, next);
    }
}
