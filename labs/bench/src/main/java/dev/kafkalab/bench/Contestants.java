package dev.kafkalab.bench;

import dev.kafkalab.bench.contestant.BareThreads;
import dev.kafkalab.bench.contestant.Lab;
import dev.kafkalab.bench.contestant.ParallelConsumer;
import dev.kafkalab.bench.contestant.RawLoop;
import dev.kafkalab.bench.contestant.SpringKafka;
import dev.kafkalab.consumer.Commits;
import dev.kafkalab.consumer.Ordering;
import io.confluent.parallelconsumer.ParallelConsumerOptions.ProcessingOrder;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.function.Supplier;

/** Everybody there is, by the names that options and results use. */
final class Contestants {
    static final String THREADS = "threads";
    static final String RAW_POLL = "raw-poll";
    static final String RAW_SECOND = "raw-second";
    static final String SPRING_RECORD = "spring-record";
    static final String SPRING_BATCH = "spring-batch";
    static final String PC_KEY = "pc-key";
    static final String PC_UNORDERED = "pc-unordered";

    static final String LAB_PARTITION = "lab-partition";
    static final String LAB_KEY = "lab-key";
    static final String LAB_UNORDERED = "lab-unordered";
    static final String LAB_BATCH = "lab-batch";
    static final String LAB_KEY_EACH = "lab-key-each";
    static final String LAB_KEY_TRANSACTION = "lab-key-transaction";
    static final String LAB_PARTITION_EACH = "lab-partition-each";
    /** See {@link BuiltApart}. */
    static final String DECATON_KEY = "decaton-key";

    private record Entry(String title, Supplier<Contestant> factory) {}

    private static final Map<String, Entry> ALL = new LinkedHashMap<>();

    static {
        enter(THREADS, "bare threads, no Kafka", BareThreads::new);
        enter(RAW_POLL, "raw poll loop, commit each poll", () -> new RawLoop(Duration.ZERO));
        enter(RAW_SECOND, "raw poll loop, commit each second", () -> new RawLoop(Duration.ofSeconds(1)));
        enter(SPRING_RECORD, "spring-kafka, record listener", () -> new SpringKafka(false));
        enter(SPRING_BATCH, "spring-kafka, batch listener", () -> new SpringKafka(true));
        enter(PC_KEY, "parallel-consumer, by key", () -> new ParallelConsumer(ProcessingOrder.KEY));
        enter(PC_UNORDERED, "parallel-consumer, unordered", () -> new ParallelConsumer(ProcessingOrder.UNORDERED));
        enter(LAB_PARTITION, "kafka-lab, by partition", lab(Ordering.BY_PARTITION, Commits.afterProcessing(), 1));
        enter(LAB_KEY, "kafka-lab, by key", lab(Ordering.BY_KEY, Commits.afterProcessing(), 1));
        enter(LAB_UNORDERED, "kafka-lab, unordered", lab(Ordering.UNORDERED, Commits.afterProcessing(), 1));
        enter(LAB_BATCH, "kafka-lab, batches of 500", lab(Ordering.BY_PARTITION, Commits.afterProcessing(), 500));
        enter(
                LAB_PARTITION_EACH,
                "kafka-lab, by partition, commit each",
                lab(Ordering.BY_PARTITION, Commits.each(), 1));
        enter(LAB_KEY_EACH, "kafka-lab, by key, commit each", lab(Ordering.BY_KEY, Commits.each(), 1));
        enter(LAB_KEY_TRANSACTION, "kafka-lab, by key, transactions", lab(Ordering.BY_KEY, Commits.inTransaction(), 1));
        ServiceLoader.load(BuiltApart.class).stream().forEach(provider -> {
            BuiltApart contestant = provider.get();
            enter(contestant.name(), contestant.title(), provider::get);
        });
    }

    private Contestants() {}

    private static Supplier<Contestant> lab(Ordering ordering, Commits commits, int batch) {
        return () -> new Lab(ordering, commits, batch);
    }

    private static void enter(String name, String title, Supplier<Contestant> factory) {
        ALL.put(name, new Entry(title, factory));
    }

    static List<String> names() {
        return List.copyOf(ALL.keySet());
    }

    static boolean isOurs(String name) {
        return name.startsWith("lab-");
    }

    static String title(String name) {
        return entry(name).title();
    }

    static Contestant create(String name) {
        return entry(name).factory().get();
    }

    private static Entry entry(String name) {
        Entry entry = ALL.get(name);
        if (entry == null) {
            throw new IllegalArgumentException("contestant is " + name + "; there are: " + String.join(", ", names()));
        }
        return entry;
    }
}
