package dev.kafkalab.labs.logs.index;

import dev.kafkalab.consumer.BatchHandler;
import dev.kafkalab.consumer.Delivery;
import dev.kafkalab.consumer.Received;
import dev.kafkalab.labs.logs.parse.UnmatchedLineException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;

/**
 * Makes documents of a batch. It is done when each record is a document, or lies in the topic of what does not match, or in
 * that of what Elasticsearch refuses. Called by several threads at once.
 */
final class BatchIndexer implements BatchHandler<byte[], byte[]> {
    /** Elasticsearch takes 100 MB unless set otherwise, and the heap is small. */
    private static final int LARGEST = 8 << 20;

    private final IndexSettings settings;
    private final BulkSender sender;
    private final Letters letters;
    private volatile boolean prepared;
    private final LongAdder documents = new LongAdder();
    private final LongAdder rejected = new LongAdder();
    private final LongAdder refused = new LongAdder();
    private final ThreadLocal<DocumentWriter> writers;
    private final ThreadLocal<BulkRequest<Delivery<?>>> requests = ThreadLocal.withInitial(BulkRequest::new);

    BatchIndexer(IndexSettings settings, BulkSender sender, Letters letters) {
        this.settings = settings;
        this.sender = sender;
        this.letters = letters;
        UserAgents agents = settings.agents() && settings.format().isPresent() ? new UserAgents() : null;
        this.writers = ThreadLocal.withInitial(() -> new DocumentWriter(settings, agents));
    }

    @Override
    public void handle(List<Received<byte[], byte[]>> batch) throws InterruptedException {
        prepare();
        DocumentWriter writer = writers.get();
        BulkRequest<Delivery<?>> request = requests.get();
        request.clear();
        List<Letters.Sent> aside = new ArrayList<>();
        for (Received<byte[], byte[]> received : batch) {
            byte[] value = received.value();
            if (value == null) {
                continue; // a tombstone says nothing of a log
            }
            try {
                writer.write(received.delivery().record(), value, request.body());
                request.end(received.delivery());
            } catch (UnmatchedLineException e) {
                request.takeBack();
                aside.add(letters.send(settings.rejectedTopic(), received.delivery(), e));
                rejected.increment();
            }
            if (request.body().length() > LARGEST) {
                send(request, aside);
            }
        }
        send(request, aside);
        letters.await(aside);
    }

    private void send(BulkRequest<Delivery<?>> request, List<Letters.Sent> aside) throws InterruptedException {
        Map<Delivery<?>, String> never = new LinkedHashMap<>();
        sender.send(request, never::put);
        for (Map.Entry<Delivery<?>, String> each : never.entrySet()) {
            aside.add(letters.send(
                    settings.deadLetterTopic(), each.getKey(), new DocumentRefusedException(each.getValue())));
        }
        refused.add(never.size());
        documents.add(request.size() - (long) never.size());
        request.clear();
    }

    /** Several at once do the same, which does no harm. */
    private void prepare() throws InterruptedException {
        if (!prepared) {
            sender.ask(server -> IndexTemplate.install(server, settings.index()));
            prepared = true;
        }
    }

    long documents() {
        return documents.sum();
    }

    long rejected() {
        return rejected.sum();
    }

    long refused() {
        return refused.sum();
    }
}
