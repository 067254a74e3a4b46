package dev.kafkalab.labs.logs.chart;

import dev.kafkalab.KafkaLabException;
import java.time.Instant;
import java.util.Optional;

/**
 * Which documents are looked at.
 *
 * @param index what the names of the indices begin with, such as {@code access-log}
 * @param from the first moment; empty: that of the first document
 * @param to the first moment that does not count any more; empty: all there is
 * @param query as Lucene's query language has it, such as {@code status:>=500 AND method:POST}
 */
public record ChartQuery(String index, Optional<Instant> from, Optional<Instant> to, Optional<String> query) {
    public ChartQuery {
        if (from.isPresent() && to.isPresent() && !from.get().isBefore(to.get())) {
            throw KafkaLabException.usage("--from %s is not before --to %s".formatted(from.get(), to.get()));
        }
    }

    /** Everything there is. */
    public static ChartQuery all(String index) {
        return new ChartQuery(index, Optional.empty(), Optional.empty(), Optional.empty());
    }
}
