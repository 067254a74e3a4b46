package dev.kafkalab.retry;

import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.kafkalab.ConsumerBuilder;
import dev.kafkalab.KafkaLab;
import dev.kafkalab.KafkaLabException;
import dev.kafkalab.consumer.Commits;
import java.time.Duration;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.junit.jupiter.api.Test;

class RetryLaterSettingsTest {
    private final ConsumerBuilder<String, String> builder = KafkaLab.connect("nobody:1")
            .consumer("orders", new StringDeserializer(), new StringDeserializer())
            .group("billing")
            .concurrency(1)
            .retryLater(Duration.ofMinutes(1));

    @Test
    void batchesAreRefused() {
        refused(builder.handleBatch(10, batch -> {}), "handleBatch(…)");
    }

    @Test
    void commitsOfKafkasClientAreRefused() {
        refused(builder.commit(Commits.auto()).handle((value, delivery) -> {}), "commit(auto())");
    }

    @Test
    void acknowledgementByHandIsRefused() {
        refused(builder.commit(Commits.manual()).handle((value, delivery) -> {}), "commit(manual())");
    }

    @Test
    void transactionsAreRefused() {
        refused(builder.commit(Commits.inTransaction()).handle((value, delivery) -> {}), "commit(inTransaction())");
    }

    @Test
    void aDelayThatIsNoneIsRefused() {
        assertThatExceptionOfType(KafkaLabException.class)
                .isThrownBy(() -> builder.retryLater(Duration.ofMinutes(1), Duration.ZERO))
                .withMessage("retryLater(…) has a delay of PT0S; it must be more than zero");
    }

    private static void refused(ConsumerBuilder<String, String> settings, String other) {
        assertThatExceptionOfType(KafkaLabException.class)
                .isThrownBy(settings::start)
                .withMessageStartingWith("retryLater(…) contradicts " + other);
    }
}
