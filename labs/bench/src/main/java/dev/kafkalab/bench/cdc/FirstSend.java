package dev.kafkalab.bench.cdc;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.util.Map;
import org.apache.kafka.clients.producer.ProducerInterceptor;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.jspecify.annotations.Nullable;

/** Notes when the first row is handed to a producer: from then on its rate is measured. In every contestant's producer. */
public final class FirstSend implements ProducerInterceptor<byte[], byte[]> {
    /** Which topic counts. */
    static final String TOPIC = "bench.topic";

    /** Time and processor time of this process. */
    record Reading(long nanos, long cpuNanos) {
        static Reading now() {
            var system = (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
            return new Reading(System.nanoTime(), system.getProcessCpuTime());
        }
    }

    private static volatile @Nullable Reading first;

    private String topic = "";
    private boolean noted;

    /** Null if nothing was sent yet. */
    static @Nullable Reading first() {
        return first;
    }

    @Override
    public ProducerRecord<byte[], byte[]> onSend(ProducerRecord<byte[], byte[]> record) {
        if (!noted && record.topic().equals(topic)) {
            noted = true;
            first = Reading.now();
        }
        return record;
    }

    @Override
    public void onAcknowledgement(RecordMetadata metadata, @Nullable Exception exception) {}

    @Override
    public void close() {}

    @Override
    public void configure(Map<String, ?> configs) {
        topic = String.valueOf(configs.get(TOPIC));
    }
}
