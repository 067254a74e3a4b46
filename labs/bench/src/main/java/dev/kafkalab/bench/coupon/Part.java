package dev.kafkalab.bench.coupon;

import java.util.List;
import java.util.Locale;

/** The three things that are measured; the first contestant of each is the bare loop, the second is kafka-lab. */
enum Part {
    DECIDE(
            "decisions in one process, half of them acknowledged by Kafka before the answer",
            List.of("script-in-pipelines-of-100", "desk", "script-for-many-at-once")),
    HTTP("the same over HTTP, 64 connections of wrk", List.of("script-in-8-threads", "http")),
    WORKER("admissions from the topic into the table", List.of("multi-row-inserts", "worker"));

    private final String title;
    private final List<String> contestants;

    Part(String title, List<String> contestants) {
        this.title = title;
        this.contestants = contestants;
    }

    String id() {
        return name().toLowerCase(Locale.ROOT);
    }

    String title() {
        return title;
    }

    List<String> contestants() {
        return contestants;
    }

    String bare() {
        return contestants.get(0);
    }

    String ours() {
        return contestants.get(1);
    }
}
