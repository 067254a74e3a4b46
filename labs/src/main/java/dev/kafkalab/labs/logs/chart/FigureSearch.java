package dev.kafkalab.labs.logs.chart;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.kafkalab.labs.logs.chart.LogFigures.Count;
import dev.kafkalab.labs.logs.chart.LogFigures.Durations;
import dev.kafkalab.labs.logs.chart.LogFigures.Point;
import dev.kafkalab.labs.logs.search.SearchServer;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Has Elasticsearch count. Thread-safe. */
public final class FigureSearch {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int MOST_POINTS = 60;
    private static final int TOP = 10;
    /** Lengths of a point that people think in. */
    private static final List<Duration> STEPS = List.of(
            Duration.ofSeconds(1),
            Duration.ofSeconds(5),
            Duration.ofSeconds(15),
            Duration.ofMinutes(1),
            Duration.ofMinutes(5),
            Duration.ofMinutes(15),
            Duration.ofHours(1),
            Duration.ofHours(3),
            Duration.ofHours(12),
            Duration.ofDays(1),
            Duration.ofDays(7),
            Duration.ofDays(28),
            Duration.ofDays(364));

    private final SearchServer server;

    public FigureSearch(SearchServer server) {
        this.server = server;
    }

    /**
     * Asks for everything that charts show.
     *
     * @throws dev.kafkalab.KafkaLabException if the query is wrong or Elasticsearch does not answer
     */
    public LogFigures find(ChartQuery query) {
        ObjectNode range = body(query);
        ObjectNode aggregations = range.putObject("aggs");
        aggregations.putObject("first").putObject("min").put("field", "@timestamp");
        aggregations.putObject("last").putObject("max").put("field", "@timestamp");
        JsonNode span = ask(query, range);
        long requests = span.at("/hits/total/value").asLong();
        Instant now = Instant.now();
        Instant from = query.from().orElse(moment(span.at("/aggregations/first/value"), now));
        Instant to = query.to().orElse(moment(span.at("/aggregations/last/value"), now));
        Duration step = step(from, to);
        ObjectNode all = body(query);
        addAggregations(all.putObject("aggs"), step);
        return figures(query, requests, from, to, step, ask(query, all).path("aggregations"));
    }

    /** Whether there is any index of the query, with documents or not. */
    public boolean hasIndex(ChartQuery query) {
        return ask(query, JSON.createObjectNode().put("size", 0))
                        .at("/_shards/total")
                        .asInt()
                > 0;
    }

    private JsonNode ask(ChartQuery query, ObjectNode body) {
        return server.send(
                "POST",
                "/" + query.index() + "-*/_search?ignore_unavailable=true&allow_no_indices=true",
                body.toString());
    }

    private static Instant moment(JsonNode millis, Instant otherwise) {
        return millis.isNumber() ? Instant.ofEpochMilli(millis.longValue()) : otherwise;
    }

    static Duration step(Instant from, Instant to) {
        Duration span = Duration.between(from, to);
        return STEPS.stream()
                .filter(step -> step.multipliedBy(MOST_POINTS).compareTo(span) >= 0)
                .findFirst()
                .orElse(STEPS.get(STEPS.size() - 1));
    }

    private static ObjectNode body(ChartQuery query) {
        ObjectNode body = JSON.createObjectNode().put("size", 0).put("track_total_hits", true);
        ObjectNode bool = body.putObject("query").putObject("bool");
        var filters = bool.putArray("filter");
        // What stands beside the lines in such an index, and has no time of its own, is none of them.
        ObjectNode time = filters.addObject().putObject("range").putObject("@timestamp");
        query.from().ifPresent(from -> time.put("gte", from.toEpochMilli()));
        query.to().ifPresent(to -> time.put("lt", to.toEpochMilli()));
        time.put("format", "epoch_millis");
        query.query()
                .ifPresent(text -> filters.addObject()
                        .putObject("query_string")
                        .put("query", text)
                        .put("default_field", "message")
                        .put("analyze_wildcard", true));
        return body;
    }

    private static void addAggregations(ObjectNode aggregations, Duration step) {
        ObjectNode time = aggregations.putObject("time");
        time.putObject("date_histogram")
                .put("field", "@timestamp")
                .put("fixed_interval", step.toSeconds() + "s")
                .put("min_doc_count", 0);
        ObjectNode inEach = time.putObject("aggs");
        addStatus(inEach);
        inEach.putObject("bytes").putObject("sum").put("field", "bytes");
        addDurations(inEach);
        addStatus(aggregations);
        aggregations.putObject("bytes").putObject("sum").put("field", "bytes");
        addDurations(aggregations);
        addTop(aggregations, "paths", "path");
        addTop(aggregations, "clients", "client");
        addTop(aggregations, "agents", "ua.name");
    }

    private static void addStatus(ObjectNode aggregations) {
        ObjectNode range = aggregations.putObject("status").putObject("range").put("field", "status");
        var ranges = range.putArray("ranges");
        for (int hundreds = 1; hundreds <= 5; hundreds++) {
            ranges.addObject().put("from", hundreds * 100).put("to", hundreds * 100 + 100);
        }
    }

    private static void addDurations(ObjectNode aggregations) {
        aggregations
                .putObject("micros")
                .putObject("percentiles")
                .put("field", "micros")
                .putArray("percents")
                .add(50)
                .add(95)
                .add(99);
    }

    private static void addTop(ObjectNode aggregations, String name, String field) {
        aggregations.putObject(name).putObject("terms").put("field", field).put("size", TOP);
    }

    private static LogFigures figures(
            ChartQuery query, long requests, Instant from, Instant to, Duration step, JsonNode found) {
        List<Point> points = new ArrayList<>();
        for (JsonNode bucket : found.at("/time/buckets")) {
            long count = bucket.path("doc_count").asLong();
            points.add(new Point(
                    Instant.ofEpochMilli(bucket.path("key").asLong()),
                    count,
                    bucket.at("/bytes/value").asLong(),
                    byClass(bucket.path("status"), count),
                    durations(bucket.path("micros"))));
        }
        List<Long> classes = byClass(found.path("status"), requests);
        List<Count> statuses = new ArrayList<>();
        for (int i = 0; i < classes.size(); i++) {
            if (classes.get(i) > 0) {
                statuses.add(new Count(LogFigures.CLASSES.get(i), classes.get(i)));
            }
        }
        return new LogFigures(
                query.index(),
                requests,
                found.at("/bytes/value").asLong(),
                from,
                to,
                step,
                durations(found.path("micros")),
                points,
                statuses,
                top(found.path("paths")),
                top(found.path("clients")),
                top(found.path("agents")));
    }

    private static List<Long> byClass(JsonNode status, long all) {
        List<Long> counts = new ArrayList<>();
        long left = all;
        for (int i = 0; i < 5; i++) {
            long count = status.path("buckets").path(i).path("doc_count").asLong();
            counts.add(count);
            left -= count;
        }
        counts.add(left);
        return counts;
    }

    private static Optional<Durations> durations(JsonNode micros) {
        JsonNode values = micros.path("values");
        return values.path("50.0").isNumber()
                ? Optional.of(new Durations(
                        values.path("50.0").asDouble(),
                        values.path("95.0").asDouble(),
                        values.path("99.0").asDouble()))
                : Optional.empty();
    }

    private static List<Count> top(JsonNode terms) {
        List<Count> counts = new ArrayList<>();
        for (JsonNode bucket : terms.path("buckets")) {
            counts.add(new Count(
                    bucket.path("key").asText(), bucket.path("doc_count").asLong()));
        }
        return counts;
    }
}
