package dev.kafkalab.labs.course.cdc;

import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import org.apache.kafka.clients.producer.Partitioner;
import org.apache.kafka.common.Cluster;
import org.apache.kafka.common.errors.InterruptException;

/** Stands still in the midst of a transaction: after so many records, which are on their way. For topics of one partition. */
public final class MidwayStop implements Partitioner {
    static final int RECORDS = 5;
    /** A property: the {@link Runnable} that tells of it. */
    static final String TELLS = "lab.stands";

    private int records;
    private Runnable tells = () -> {};

    @Override
    public void configure(Map<String, ?> properties) {
        tells = (Runnable) Objects.requireNonNull(properties.get(TELLS), TELLS);
    }

    @Override
    public int partition(String topic, Object key, byte[] keyBytes, Object value, byte[] valueBytes, Cluster cluster) {
        if (records == RECORDS) {
            tells.run();
            try {
                new CountDownLatch(1).await(); // until it is killed
            } catch (InterruptedException e) {
                throw new InterruptException(e);
            }
        }
        records++;
        return 0;
    }

    @Override
    public void close() {}
}
