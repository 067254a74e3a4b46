package dev.kafkalab.consumer;

import dev.kafkalab.KafkaLabException;
import dev.kafkalab.consumer.Commits.AfterProcessing;
import dev.kafkalab.consumer.Commits.Auto;
import dev.kafkalab.consumer.Commits.Each;
import dev.kafkalab.consumer.Commits.InTransaction;
import dev.kafkalab.consumer.Commits.Manual;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A consumer put together from its settings, with its threads: one that polls, those that handle, one that wakes lanes
 * whose delay is over.
 */
public final class ConsumerEngine<K> implements RunningConsumer {
    private static final Logger LOG = LoggerFactory.getLogger(ConsumerEngine.class);
    private static final Duration ASK = Duration.ofSeconds(30);

    private final ConsumerSettings settings;
    private final Decoder<K, ?> decoder;
    private final String group;
    private final Consumer<byte[], byte[]> consumer;
    private final @Nullable Transactions transactions;
    private final Publisher publisher;
    private final EngineThreads threads;
    private final Workers<K> workers;
    private final Decisions<K> decisions;
    private final GuardedListener listener;
    private final Thread thread;
    private final CountDownLatch stopped = new CountDownLatch(1);
    private final AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();
    private final Followers followers;
    private final Assignment<K> assignment;
    private final PollLoop<K> loop;
    private final TopicWatch topics;

    private ConsumerEngine(
            ConsumerSettings settings, Decoder<K, ?> decoder, Work<K> work, Consumer<byte[], byte[]> consumer) {
        this.settings = settings;
        this.decoder = decoder;
        this.consumer = consumer;
        this.group = String.valueOf(settings.properties().get(ConsumerConfig.GROUP_ID_CONFIG));
        this.listener = new GuardedListener(settings.listener());
        this.transactions = transactions(settings, group);
        this.publisher = transactions == null ? new PlainPublisher(settings.producerProperties()) : transactions;
        this.threads = new EngineThreads(group, settings);
        this.workers = new Workers<>(settings.concurrency(), threads.handlers());
        this.thread = new Thread(this::run, "kafka-lab-" + group + "-poll");
        Committer<K> committer = committer();
        this.decisions = new Decisions<>(committer, publisher, threads.timer(), listener, this::resume, this::fail);
        workers.run(runner(work, decisions));
        Follow follow = work instanceof Work.OneByOne<K> single ? single.follow() : Follow.NONE;
        this.followers = new Followers(follow, consumer, () -> reader(settings.followerProperties()));
        this.assignment = new Assignment<>(
                consumer, workers, committer, listener, settings.drainLimit(), followers, this::dispatcher);
        committer.serve(assignment);
        this.loop =
                new PollLoop<>(consumer, assignment, followers, workers, committer, settings.intake(), this::settle);
        this.topics = new TopicWatch(consumer, settings.topics());
    }

    /**
     * Starts a consumer.
     *
     * @param decoder of the keys that deliveries show
     * @param work what is done with records
     * @throws KafkaLabException if a topic does not exist, or settings contradict each other
     * @throws org.apache.kafka.common.KafkaException what Kafka refuses
     */
    public static <K> RunningConsumer start(ConsumerSettings settings, Decoder<K, ?> decoder, Work<K> work) {
        Consumer<byte[], byte[]> consumer = reader(properties(settings));
        try {
            requireTopics(settings, consumer);
            ConsumerEngine<K> engine = new ConsumerEngine<>(settings, decoder, work, consumer);
            engine.thread.start();
            return engine;
        } catch (RuntimeException | Error e) {
            consumer.close();
            throw e;
        }
    }

    /** A topic that is missing is an error; to ask for it must not make it, unless that is wanted. */
    private static Map<String, Object> properties(ConsumerSettings settings) {
        Map<String, Object> properties = new HashMap<>(settings.properties());
        properties.putIfAbsent(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
        return properties;
    }

    private static void requireTopics(ConsumerSettings settings, Consumer<?, ?> consumer) {
        for (String topic : settings.topics()) {
            if (consumer.partitionsFor(topic, ASK).isEmpty()) {
                throw KafkaLabException.notFound("topic " + topic + " does not exist; create it first");
            }
        }
    }

    private static @Nullable Transactions transactions(ConsumerSettings settings, String group) {
        return settings.commits() instanceof InTransaction mode
                ? Transactions.open(settings.producerProperties(), group, mode.transactionalId())
                : null;
    }

    /** Before a record is handled: whether what it sent the last time was refused. */
    private void throwRefusal(Delivery<?> delivery) {
        if (transactions != null) {
            transactions.throwRefusal(delivery);
        }
    }

    private LaneRunner<K> runner(Work<K> work, Decisions<K> decisions) {
        Clock clock = Clock.systemUTC();
        if (work instanceof Work.OneByOne<K> single) {
            DeliveryHandler<K> handler = delivery -> {
                throwRefusal(delivery);
                single.handler().handle(delivery);
            };
            DeliveryProcessor<K> processor = DeliveryProcessor.of(handler, heard(single.policy()));
            return new RecordRunner<>(processor, decisions, clock);
        }
        return batchRunner((Work.InBatches<K, ?>) work, decisions, clock);
    }

    private <V> LaneRunner<K> batchRunner(Work.InBatches<K, V> batches, Decisions<K> decisions, Clock clock) {
        return new BatchRunner<>(
                batches.handler(),
                batches.decoder(),
                heard(batches.policy()),
                this::throwRefusal,
                settings.batchSize(),
                decisions,
                clock);
    }

    /** The policy, with its decisions counted and told. */
    private FailurePolicy heard(FailurePolicy policy) {
        return (delivery, failure) -> {
            Outcome next = policy.decide(delivery, failure);
            listener.onFailure(delivery, failure, next);
            return next;
        };
    }

    private Committer<K> committer() {
        OffsetCommits<K> commits = new OffsetCommits<>(consumer, listener, ASK);
        Commits mode = settings.commits();
        if (mode instanceof Auto) {
            return new ClientCommits<>();
        } else if (mode instanceof Each) {
            return new EachCommits<>(commits, workers, settings.concurrency(), thread);
        } else if (mode instanceof AfterProcessing cadence) {
            return new IntervalCommits<>(commits, cadence);
        } else if (mode instanceof Manual manual) {
            return new IntervalCommits<>(commits, manual.cadence());
        } else if (mode instanceof InTransaction inTransaction) {
            return new TransactionCommits<>(
                    inTransaction,
                    commits,
                    Objects.requireNonNull(transactions),
                    workers,
                    consumer,
                    listener,
                    settings.drainLimit());
        }
        throw new IllegalStateException(mode.toString());
    }

    private Dispatcher<K> dispatcher(OwnedStart start) {
        OwnedPartition<K> partition = new OwnedPartition<>(start, decoder, settings.commits());
        Ordering ordering = settings.ordering();
        if (start.follows() && ordering == Ordering.BY_PARTITION) {
            ordering = Ordering.BY_KEY; // a record that waits there holds up its key and nothing else
        }
        return Dispatcher.of(ordering, settings.batchSize(), partition, workers);
    }

    private static Consumer<byte[], byte[]> reader(Map<String, Object> properties) {
        return new KafkaConsumer<>(properties, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    }

    private void resume(Lane<K> lane) {
        if (!loop.isStopping()) {
            workers.resume(lane);
        }
    }

    private void fail(Throwable cause) {
        failure.compareAndSet(null, cause);
        loop.stop();
    }

    private void settle() {
        topics.look();
        threads.handleWhile(() ->
                !loop.isStopping() && assignment.owned().stream().anyMatch(partition -> partition.inFlight() > 0));
    }

    private void run() {
        try {
            consumer.subscribe(settings.topics(), assignment);
            loop.run();
        } catch (Throwable e) {
            failure.compareAndSet(null, e);
            loop.stop();
        }
        try {
            end();
        } catch (Throwable e) {
            failure.compareAndSet(null, e);
        } finally {
            stopped.countDown();
        }
        Throwable cause = failure.get();
        if (cause != null) {
            LOG.error(
                    "the consumer of group {} stopped; what is done is committed, mend the cause and start it again",
                    group,
                    cause);
        }
        listener.onStopped(cause);
    }

    private void end() {
        try {
            workers.end();
            if (threads.pollThreadHandles()) {
                // Or the client would commit what was polled and not handled.
                assignment.owned().forEach(partition -> consumer.seek(partition.name(), partition.safe()));
            }
            assignment.drain();
        } finally {
            threads.close();
            publisher.close();
            try {
                consumer.close(); // gives its partitions away, and what follows them
            } finally {
                followers.close();
            }
        }
    }

    @Override
    public void awaitStopped() throws InterruptedException {
        stopped.await();
        rethrow();
    }

    @Override
    public boolean awaitStopped(Duration limit) throws InterruptedException {
        if (!stopped.await(limit.toNanos(), TimeUnit.NANOSECONDS)) {
            return false;
        }
        rethrow();
        return true;
    }

    private void rethrow() {
        Throwable cause = failure.get();
        if (cause instanceof RuntimeException e) {
            throw e;
        }
        if (cause != null) {
            throw new KafkaLabException(
                    KafkaLabException.Reason.PARTLY_FAILED,
                    "the consumer of group " + group + " stopped: " + cause,
                    cause);
        }
    }

    @Override
    public boolean isRunning() {
        return stopped.getCount() > 0 && !loop.isStopping();
    }

    @Override
    public Progress progress() {
        return new Progress(
                assignment.owned().stream()
                        .filter(partition -> !partition.start().follows())
                        .map(OwnedPartition::progress)
                        .toList(),
                assignment.handled(),
                listener.failures(),
                listener.commits(),
                listener.failedCommits(),
                decisions.refused(),
                assignment.owned().stream().mapToLong(OwnedPartition::delayed).sum(),
                Duration.ofNanos(System.nanoTime() - loop.lastProgress()));
    }

    @Override
    public void close() {
        loop.stop();
        boolean interrupted = false;
        while (true) {
            try {
                stopped.await();
                break;
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
