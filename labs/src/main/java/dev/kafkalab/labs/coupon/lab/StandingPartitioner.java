package dev.kafkalab.labs.coupon.lab;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import org.apache.kafka.clients.producer.Partitioner;
import org.apache.kafka.common.Cluster;
import org.apache.kafka.common.errors.InterruptException;

/** Stands still at the record of one user, before it is sent: there the process is killed. For topics of one partition. */
public final class StandingPartitioner implements Partitioner {
    /** A property: the {@link Runnable} that tells of it. */
    static final String TELLS = "lab.stands";

    private Runnable tells = () -> {};

    @Override
    public void configure(Map<String, ?> properties) {
        tells = (Runnable) Objects.requireNonNull(properties.get(TELLS), TELLS);
    }

    @Override
    public int partition(String topic, Object key, byte[] keyBytes, Object value, byte[] valueBytes, Cluster cluster) {
        if (new String(keyBytes, StandardCharsets.UTF_8).equals(String.valueOf(Clerk.KILLED_AT))) {
            tells.run();
            try {
                new CountDownLatch(1).await(); // until it is killed
            } catch (InterruptedException e) {
                throw new InterruptException(e);
            }
        }
        return 0;
    }

    @Override
    public void close() {}
}
