package dev.kafkalab.labs.frame;

import dev.kafkalab.KafkaLabException;
import dev.kafkalab.cluster.Cluster;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.common.errors.InterruptException;

/**
 * Finds out why a lab could not go on. When brokers die, each client notices in a way and in words of its own; what the user
 * needs to know is that they died.
 */
record CutOff(String lab, LabSite site) {
    private static final int GLANCE_MILLIS = 3_000;

    /** What to throw in its place: one line that says what to do. */
    Exception explained(Exception failure) {
        if (failure instanceof InterruptedException || failure instanceof InterruptException) {
            return failure;
        }
        if (!brokersAnswer()) {
            return new KafkaLabException(
                    KafkaLabException.Reason.UNREACHABLE,
                    "%s does not answer any more, so lab %s is cut off; start the brokers (a sandbox's with: sandbox up) and run it again"
                            .formatted(site.bootstrapServers(), lab),
                    failure);
        }
        return failure instanceof TimeoutException
                ? new KafkaLabException(
                        KafkaLabException.Reason.UNREACHABLE, String.valueOf(failure.getMessage()), failure)
                : failure;
    }

    private boolean brokersAnswer() {
        Map<String, Object> properties = new HashMap<>(site.clientProperties());
        properties.put("request.timeout.ms", GLANCE_MILLIS);
        properties.put("default.api.timeout.ms", GLANCE_MILLIS);
        try (Cluster cluster = Cluster.connect(properties)) {
            cluster.await(cluster.admin().describeCluster().nodes());
            return true;
        } catch (org.apache.kafka.common.errors.TimeoutException e) {
            return false;
        } catch (RuntimeException e) {
            return true; // it is the answer that we do not like
        }
    }
}
