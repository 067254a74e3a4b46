package dev.kafkalab.labs.course.retry;

import dev.kafkalab.consumer.OriginHeader;
import dev.kafkalab.labs.course.retry.Station.Kind;
import dev.kafkalab.labs.frame.LabSite;
import dev.kafkalab.labs.frame.Table;
import dev.kafkalab.labs.frame.TopicContents;
import dev.kafkalab.retry.Recovery;
import dev.kafkalab.retry.RetryTopics;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;

/**
 * The way of {@link Orders#BROKEN}, put together from every topic that it came by.
 *
 * @param prefix of the names of topics, left out where they are shown
 */
record Timeline(String prefix, List<Station> way) {
    static final String EXPECTED = "source failed failed retry failed letter redriven done";

    /**
     * @param attempts of the way that is looked at
     * @param done of the same
     */
    static Timeline of(LabSite site, String orders, String group, Ledger attempts, Ledger done) {
        List<Station> way = new ArrayList<>();
        records(site, orders)
                .forEach(record ->
                        way.add(Station.of(record.offset() < Orders.COUNT ? Kind.SOURCE : Kind.REDRIVEN, record)));
        String retry = RetryTopics.name(orders, group, 1);
        records(site, retry).forEach(record -> way.add(Station.of(Kind.RETRY, record)));
        records(site, orders + Recovery.SUFFIX).forEach(record -> way.add(Station.of(Kind.LETTER, record)));
        List<Long> tries = attempts.times(Orders.BROKEN);
        List<Long> ends = done.times(Orders.BROKEN);
        tries.subList(0, Math.max(0, tries.size() - ends.size()))
                .forEach(millis -> way.add(Station.handled(Kind.FAILED, millis)));
        ends.forEach(millis -> way.add(Station.handled(Kind.DONE, millis)));
        way.sort(Comparator.comparingLong(Station::millis).thenComparing(Station::kind));
        return new Timeline(site.prefix(), List.copyOf(way));
    }

    private static List<ConsumerRecord<byte[], byte[]>> records(LabSite site, String topic) {
        return TopicContents.of(site, topic).stream()
                .filter(record -> Station.holds(record, Orders.BROKEN))
                .toList();
    }

    /** By name, in order. */
    String stations() {
        return way.stream()
                .map(station -> station.kind().name().toLowerCase(Locale.ROOT))
                .collect(Collectors.joining(" "));
    }

    /** Where the record was first. */
    String origin() {
        return place(Kind.SOURCE);
    }

    /** What the record that was put back says of where it was first. */
    String redrivenOrigin() {
        return place(Kind.REDRIVEN);
    }

    private String place(Kind kind) {
        return way.stream()
                .filter(station -> station.kind() == kind)
                .flatMap(station -> station.record().stream())
                .map(record -> OriginHeader.of(record).toString())
                .map(this::shown)
                .collect(Collectors.joining(" "));
    }

    /** A lane for each topic; in it the offset, in the last one whether the handler could do it. */
    List<String> drawing() {
        List<String> lines = new ArrayList<>();
        lines.add(line("ms", "orders", "retry-1", "dlt", "handle()"));
        for (Station station : way) {
            String time = "+" + (station.millis() - way.get(0).millis());
            String at = station.record().map(record -> "@" + record.offset()).orElse("");
            lines.add(
                    switch (station.kind()) {
                        case SOURCE, REDRIVEN -> line(time, at, "", "", "");
                        case RETRY -> line(time, "│", at, "", "");
                        case LETTER -> line(time, "│", "│", at, "");
                        case FAILED -> line(time, "│", "", "", "✗");
                        case DONE -> line(time, "│", "", "", "✓");
                    });
        }
        return lines;
    }

    private static String line(String time, String orders, String retry, String letters, String handler) {
        return "%8s   %-9s%-10s%-7s%s"
                .formatted(time, orders, retry, letters, handler)
                .stripTrailing();
    }

    /** What is written on it at each topic. */
    Table headers() {
        Table table = Table.of("topic", "header", "value");
        for (Station station : way) {
            station.record().ifPresent(record -> addHeaders(table, record));
        }
        return table;
    }

    private void addHeaders(Table table, ConsumerRecord<byte[], byte[]> record) {
        String place = shown(record.topic()) + "@" + record.offset();
        if (record.headers().toArray().length == 0) {
            table.row(place, "", "");
        }
        for (Header header : record.headers()) {
            table.row(
                    place,
                    header.key(),
                    HeaderText.of(header, prefix, way.get(0).millis()));
            place = ""; // once is enough
        }
    }

    private String shown(String text) {
        return text.replace(prefix, "");
    }
}
