package dev.kafkalab.consumer.torture;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerConfig;

/**
 * What a member needs to know of one mode.
 *
 * @param stores where the servers are, as {@code sandbox env} names it; handed over in the environment
 * @param output topic of the effects of transactions
 * @param protocol Kafka's {@code group.protocol}
 * @param subject which consumer runs: {@code engine}, or {@code careless}
 * @param folder where its ledger goes
 */
record MemberSettings(
        Map<String, String> stores,
        String topic,
        String output,
        String group,
        String protocol,
        Mode mode,
        String subject,
        Path folder) {
    String bootstrapServers() {
        return stores.get("KAFKA_LAB_BOOTSTRAP_SERVER");
    }

    /** Where effects go, if the mode has an inbox. */
    Optional<EffectTable> effects() {
        return mode.inbox() ? Optional.of(EffectTable.of(stores, topic)) : Optional.empty();
    }

    Path ledger(String name) {
        return folder.resolve(name + ".ledger");
    }

    String transactionalId(String instance) {
        return group + "-" + instance;
    }

    /** @param instance its static place in the group, if any: a dead member's successor takes it over at once */
    Map<String, Object> properties(Optional<String> instance) {
        Map<String, Object> properties = new HashMap<>();
        properties.put(ConsumerConfig.GROUP_PROTOCOL_CONFIG, protocol);
        instance.ifPresent(id -> properties.put(ConsumerConfig.GROUP_INSTANCE_ID_CONFIG, id));
        properties.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        properties.put(ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG, 50);
        properties.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, 200);
        if (mode.commit() == Mode.Commit.AUTO) {
            properties.put(ConsumerConfig.AUTO_COMMIT_INTERVAL_MS_CONFIG, (int) Mode.COMMIT_INTERVAL.toMillis());
        }
        if (protocol.equals("classic")) {
            // Long enough for a busy machine: whoever is slow must not be taken for dead. The dead are removed by hand.
            properties.put(ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG, 20_000);
            properties.put(ConsumerConfig.HEARTBEAT_INTERVAL_MS_CONFIG, 100);
        }
        return properties;
    }
}
