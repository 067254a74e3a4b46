package dev.kafkalab.labs.content.index;

import com.fasterxml.jackson.databind.JsonNode;
import dev.kafkalab.labs.content.work.StoreUnavailableException;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import org.elasticsearch.client.Request;

/**
 * Writes documents with bulk requests of raw lines. A document that is refused because the server has too much to do is
 * sent again, after a delay that doubles; one that is older than what is there is fine. Thread-safe.
 */
final class BulkWriter {
    /** Of a request, about; Elasticsearch refuses 100 MB. */
    private static final int MOST_BYTES = 8 << 20;

    private static final int ATTEMPTS = 8;
    private static final long FIRST_DELAY_MILLIS = 100;

    private final SearchServer server;
    private final String target;
    private final boolean alias;
    private final Runnable ensure;
    /** Whether the index was there once; two that make it at once do no harm. */
    private volatile boolean ensured;

    private BulkWriter(SearchServer server, String target, boolean alias, Runnable ensure) {
        this.server = server;
        this.target = target;
        this.alias = alias;
        this.ensure = ensure;
    }

    /** To what the alias names; it is made if it is not there. */
    static BulkWriter toAlias(SearchServer server, PostIndex index) {
        return new BulkWriter(server, index.alias(), true, index::ensure);
    }

    /** To an index that is there. */
    static BulkWriter toIndex(SearchServer server, String index) {
        return new BulkWriter(server, index, false, () -> {});
    }

    /**
     * A document that Elasticsearch will never take.
     *
     * @param position of the item, from 0
     * @param type as Elasticsearch names the error
     */
    record Unusable(int position, String type) {}

    /**
     * Writes all of them; when this returns, each is stored, older than what is stored, or unusable.
     *
     * @return the first that is unusable; those behind it may be written or not
     * @throws StoreUnavailableException if the server does not answer, or refuses for too long; some may be written
     */
    Optional<Unusable> write(List<BulkItem> items) throws InterruptedException {
        for (int from = 0; from < items.size(); ) {
            int to = from;
            for (int bytes = 0; to < items.size() && (to == from || bytes < MOST_BYTES); to++) {
                bytes += items.get(to).lines().length;
            }
            Optional<Unusable> unusable = writePart(items, from, to);
            if (unusable.isPresent()) {
                return unusable;
            }
            from = to;
        }
        return Optional.empty();
    }

    private Optional<Unusable> writePart(List<BulkItem> items, int from, int to) throws InterruptedException {
        List<Integer> left = new ArrayList<>();
        for (int position = from; position < to; position++) {
            left.add(position);
        }
        long delay = FIRST_DELAY_MILLIS;
        for (int attempt = 1; ; attempt++) {
            BulkAnswer answer = send(items, left);
            if (answer.unusable().isPresent()) {
                return answer.unusable();
            }
            left = answer.again();
            if (left.isEmpty()) {
                return Optional.empty();
            }
            if (attempt == ATTEMPTS) {
                throw new StoreUnavailableException("Elasticsearch", new RejectedDocumentsException(left.size()));
            }
            TimeUnit.MILLISECONDS.sleep(delay + ThreadLocalRandom.current().nextLong(delay));
            delay *= 2;
        }
    }

    private BulkAnswer send(List<BulkItem> items, List<Integer> positions) {
        if (!ensured) {
            // A deletion with a version of our own makes an index, whatever is required of its name: it must not come
            // first.
            ensure.run();
            ensured = true;
        }
        Lines lines = new Lines();
        for (int position : positions) {
            lines.writeBytes(items.get(position).lines());
        }
        BulkAnswer answer = BulkAnswer.of(request(lines), positions);
        if (answer.indexMissing()) {
            ensure.run();
        }
        return answer;
    }

    private JsonNode request(Lines lines) {
        Request request = new Request("POST", "/" + target + "/_bulk");
        // The whole answer would repeat each document's id, index and shards.
        request.addParameter("filter_path", "errors,items.*.status,items.*.error.type");
        if (alias) {
            // Or Elasticsearch would make an index of that name, with a mapping of its own invention.
            request.addParameter("require_alias", "true");
        }
        return server.sendLines(request, lines.array(), lines.size());
    }

    /** Gives its array away, so that megabytes need not be copied. */
    private static final class Lines extends ByteArrayOutputStream {
        Lines() {
            super(1 << 20);
        }

        byte[] array() {
            return buf;
        }
    }
}
