package dev.kafkalab.labs.logs.ship;

import dev.kafkalab.cluster.Cluster;
import dev.kafkalab.topics.TopicSpec;
import dev.kafkalab.topics.TopicSummary;
import dev.kafkalab.topics.Topics;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.TopicExistsException;
import org.jspecify.annotations.Nullable;

/**
 * Ships lines of files to a topic. Promised: each line that stays readable for as long as it takes to read it is in the topic
 * at least once, in the order of its file, whatever is killed; a repeat has the {@code event.id} of the first. Not promised:
 * lines that are written and truncated away between two looks and stand in no copy that matches the paths; lines of files
 * that are rotated to a name outside the paths while no shipper runs.
 *
 * <p>Thread-safe. Whoever starts it closes it.
 */
public final class RunningShipper implements AutoCloseable {
    private static final Duration CLOSING = Duration.ofSeconds(20);

    private final CountDownLatch asked = new CountDownLatch(1);
    private final CountDownLatch ended = new CountDownLatch(1);
    private final ShipLoop loop;
    private final Outlet outlet;
    private final RegistryStore registry;
    private final Thread thread;
    private volatile @Nullable Exception failure;

    private RunningShipper(ShipSettings settings, Outlet outlet, RegistryStore registry, Clock clock)
            throws IOException {
        this.outlet = outlet;
        this.registry = registry;
        this.loop = new ShipLoop(settings, registry, outlet, clock, asked);
        this.thread = new Thread(this::run, "ship-logs");
    }

    /**
     * Makes the topic unless it is there, and starts.
     *
     * @param clientProperties how the brokers are reached
     * @throws dev.kafkalab.KafkaLabException if another shipper has the registry
     * @throws IOException if the registry cannot be read
     */
    public static RunningShipper start(ShipSettings settings, Map<String, Object> clientProperties, Clock clock)
            throws IOException {
        RegistryFile registry = RegistryFile.open(settings.registry(), settings.topic());
        try {
            makeTopic(settings.topic(), clientProperties);
            return start(settings, new KafkaOutlet(clientProperties, settings.topic()), clock, registry);
        } catch (IOException | RuntimeException e) {
            registry.close();
            throw e;
        }
    }

    static RunningShipper start(ShipSettings settings, Outlet outlet, Clock clock, RegistryStore registry)
            throws IOException {
        try {
            RunningShipper shipper = new RunningShipper(settings, outlet, registry, clock);
            shipper.thread.start();
            return shipper;
        } catch (IOException | RuntimeException e) {
            outlet.abandon();
            throw e;
        }
    }

    private static void makeTopic(String topic, Map<String, Object> clientProperties) {
        try (Cluster cluster = Cluster.connect(clientProperties)) {
            Topics topics = new Topics(cluster);
            if (topics.list(false).stream().map(TopicSummary::name).noneMatch(topic::equals)) {
                topics.create(new TopicSpec(topic, Optional.empty(), Optional.empty(), Map.of()));
            }
        } catch (TopicExistsException meanwhile) {
            // falls through: somebody else made it
        }
    }

    private void run() {
        try {
            loop.run();
            outlet.close();
        } catch (InterruptedException | InterruptException e) {
            outlet.abandon(); // what was not acknowledged is shipped again
        } catch (Exception e) {
            failure = e;
            outlet.abandon();
        } finally {
            try {
                registry.close();
            } catch (IOException e) {
                failure = failure == null ? e : failure;
            }
            ended.countDown();
        }
    }

    /**
     * Waits until it has ended.
     *
     * @return false if it still runs
     * @throws Exception what it could not go on from
     */
    public boolean awaitStopped(Duration limit) throws Exception {
        if (!ended.await(limit.toNanos(), TimeUnit.NANOSECONDS)) {
            return false;
        }
        Exception thrown = failure;
        if (thrown != null) {
            throw thrown;
        }
        return true;
    }

    public ShipStatus status() {
        return loop.status();
    }

    /** Reads no more, waits for a while until the brokers have what was read, and remembers that. */
    @Override
    public void close() {
        asked.countDown();
        try {
            if (!ended.await(CLOSING.toNanos(), TimeUnit.NANOSECONDS)) {
                thread.interrupt();
                ended.await();
            }
        } catch (InterruptedException e) {
            thread.interrupt();
            Thread.currentThread().interrupt();
        }
    }
}
