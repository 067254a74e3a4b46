package dev.kafkalab.labs.logs.index;

import dev.kafkalab.labs.logs.json.JsonBuffer;
import java.util.ArrayList;
import java.util.List;

/**
 * Documents that go together, each with what it was made of. Of one thread.
 *
 * @param <T> what a document was made of
 */
final class BulkRequest<T> {
    private static final int SIZE = 1 << 20;

    private final JsonBuffer body = new JsonBuffer(SIZE);
    private final List<T> sources = new ArrayList<>();
    private final List<Integer> ends = new ArrayList<>();

    JsonBuffer body() {
        return body;
    }

    /** What was written into the body since the last one is a document. */
    void end(T source) {
        sources.add(source);
        ends.add(body.length());
    }

    /** Takes back what was written since the last document. */
    void takeBack() {
        body.cut(from(sources.size()));
    }

    int size() {
        return sources.size();
    }

    T source(int item) {
        return sources.get(item);
    }

    private int from(int item) {
        return item == 0 ? 0 : ends.get(item - 1);
    }

    /** A request of these items alone. */
    BulkRequest<T> of(List<Integer> items) {
        BulkRequest<T> some = new BulkRequest<>();
        for (int item : items) {
            some.body.put(body.bytes(), from(item), ends.get(item));
            some.end(sources.get(item));
        }
        return some;
    }

    void clear() {
        body.clear();
        sources.clear();
        ends.clear();
    }
}
