package dev.kafkalab.labs.content.work;

import dev.kafkalab.KafkaLabException;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/** The kinds of workers; any number of each may run, in one process or in many. */
public enum Worker {
    /** Judges posts: {@code post.original} to {@code post.inspected}. */
    INSPECT,
    /** Puts posts into the inboxes of followers, in MongoDB. */
    FEED,
    /** Keeps posts as readers are shown them, in Redis. */
    CACHE,
    /** Makes posts searchable, in Elasticsearch. */
    INDEX;

    /** As commands and groups name it. */
    public String id() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** @throws KafkaLabException if none is called that */
    public static Worker named(String id) {
        return Arrays.stream(values())
                .filter(worker -> worker.id().equals(id))
                .findFirst()
                .orElseThrow(() -> KafkaLabException.usage("no worker is called '" + id + "'; there are: "
                        + Arrays.stream(values()).map(Worker::id).collect(Collectors.joining(", "))));
    }
}
