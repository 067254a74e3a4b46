package dev.kafkalab.labs.logs.lab;

import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import org.apache.kafka.clients.producer.Partitioner;
import org.apache.kafka.common.Cluster;
import org.apache.kafka.common.errors.InterruptException;

/** Stands still once a producer was given so many records, until the process is killed. For topics of one partition. */
public final class StandStill implements Partitioner {
    /** A property: after how many records. */
    static final String AFTER = "lab.stands.after";
    /** A property: the {@link Runnable} that tells of it. */
    static final String TELLS = "lab.stands.tells";

    private int after;
    private int records;
    private Runnable tells = () -> {};

    @Override
    public void configure(Map<String, ?> properties) {
        after = (Integer) Objects.requireNonNull(properties.get(AFTER), AFTER);
        tells = (Runnable) Objects.requireNonNull(properties.get(TELLS), TELLS);
    }

    @Override
    public int partition(String topic, Object key, byte[] keyBytes, Object value, byte[] valueBytes, Cluster cluster) {
        if (records == after) {
            stand(tells);
        }
        records++;
        return 0;
    }

    /** Tells of it and waits for the kill. */
    static void stand(Runnable tells) {
        tells.run();
        try {
            new CountDownLatch(1).await();
        } catch (InterruptedException e) {
            throw new InterruptException(e);
        }
    }

    @Override
    public void close() {}
}
