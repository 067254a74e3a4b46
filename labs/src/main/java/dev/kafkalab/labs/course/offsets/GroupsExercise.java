package dev.kafkalab.labs.course.offsets;

import dev.kafkalab.cluster.Cluster;
import dev.kafkalab.consumer.Commits;
import dev.kafkalab.consumer.RunningConsumer;
import dev.kafkalab.groups.Groups;
import dev.kafkalab.labs.frame.Await;
import dev.kafkalab.labs.frame.EffectCount;
import dev.kafkalab.labs.frame.EffectTopic;
import dev.kafkalab.labs.frame.Exercise;
import dev.kafkalab.labs.frame.Expectation;
import dev.kafkalab.labs.frame.LabSite;
import dev.kafkalab.labs.frame.Notes;
import dev.kafkalab.labs.frame.Table;
import dev.kafkalab.labs.frame.TopicContents;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.StringDeserializer;

/** Two services that both need every record: under one name of a group each misses what the other gets. */
final class GroupsExercise implements Exercise {
    private static final int PARTITIONS = 2;
    private static final int RECORDS = 24;
    private static final List<String> SERVICES = List.of("billing", "audit");
    private static final String SHARED = "shared";
    private static final String OWN = "own";
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Deserializer<String> TEXT = new StringDeserializer();

    @Override
    public String id() {
        return "groups";
    }

    private static String source(LabSite site) {
        return site.name("groups-in");
    }

    private static String effects(LabSite site) {
        return site.name("groups-done");
    }

    private static String group(LabSite site, String way, String service) {
        return site.name("groups-" + (way.equals(SHARED) ? SHARED : service));
    }

    @Override
    public List<String> commands(LabSite site) {
        return List.of(
                "kafka-lab group list",
                "kafka-lab group describe " + group(site, OWN, "audit"),
                "kafka-lab consume -t " + effects(site) + " -e -f '%s\\n' | sort | uniq -c");
    }

    @Override
    public List<String> scripts(LabSite site) {
        String at = " --bootstrap-server " + site.bootstrapServers();
        return List.of(
                "kafka-consumer-groups.sh" + at + " --list",
                "kafka-consumer-groups.sh" + at + " --describe --group " + group(site, OWN, "audit"));
    }

    @Override
    public void run(LabSite site) throws Exception {
        site.createTopics(PARTITIONS, source(site));
        site.createTopics(1, effects(site));
        List<String> groups = new ArrayList<>();
        List<RunningConsumer> members = new ArrayList<>();
        try (EffectTopic effects = new EffectTopic(site.clientProperties(), effects(site))) {
            for (String service : SERVICES) {
                String separate = group(site, OWN, site.cured() ? service : SERVICES.get(0));
                groups.addAll(List.of(group(site, SHARED, service), separate));
                members.add(start(site, group(site, SHARED, service), who(SHARED, service), effects));
                members.add(start(site, separate, who(OWN, service), effects));
            }
            // Nobody may have read before all are there: who comes first would get everything.
            awaitSettled(site, groups);
            send(site);
            for (String group : Set.copyOf(groups)) {
                Await.until("group " + group + " at the end", PATIENCE, () -> site.lag(group) == 0);
            }
            members.forEach(RunningConsumer::close);
        } finally {
            members.forEach(RunningConsumer::close);
        }
    }

    private static RunningConsumer start(LabSite site, String group, String who, EffectTopic effects) {
        return site.kafka()
                .consumer(source(site), TEXT, TEXT)
                .group(group)
                .startFrom("earliest")
                // The first member learns by a heartbeat that a second has come; the default of 3 s would be long here.
                .property("heartbeat.interval.ms", "200")
                .commit(Commits.afterProcessing().every(Duration.ofMillis(100)))
                .handle((value, delivery) -> effects.add(delivery.record(), who))
                .start();
    }

    private static void awaitSettled(LabSite site, List<String> groups) throws Exception {
        try (Cluster cluster = site.connect()) {
            Groups all = new Groups(cluster);
            for (String group : Set.copyOf(groups)) {
                long members = groups.stream().filter(group::equals).count();
                Await.until(
                        "group " + group + " with " + members + " members",
                        PATIENCE,
                        () -> all.find(group)
                                .filter(found -> found.members().size() == members)
                                .filter(found -> found.members().stream()
                                        .allMatch(member -> member.partitions().size() == PARTITIONS / members))
                                .isPresent());
            }
        }
    }

    private static void send(LabSite site) {
        TopicContents.send(
                site,
                IntStream.range(0, RECORDS)
                        .mapToObj(i ->
                                new ProducerRecord<>(source(site), i % PARTITIONS, "customer" + i % 6, "order " + i))
                        .toList());
    }

    /** As effects name it. */
    private static String who(String way, String service) {
        return way + " " + service;
    }

    @Override
    public void observe(LabSite site, Notes notes) {
        List<String> causes = TopicContents.of(site, source(site)).stream()
                .map(record -> EffectTopic.place(record.partition(), record.offset()))
                .toList();
        Map<String, List<String>> handled = TopicContents.of(site, effects(site)).stream()
                .collect(Collectors.groupingBy(
                        effect -> TopicContents.text(effect.value()),
                        Collectors.mapping(effect -> TopicContents.text(effect.key()), Collectors.toList())));
        Table table = Table.of("way", "service", "records", "handled", "missed");
        for (String way : List.of(SHARED, OWN)) {
            for (String service : SERVICES) {
                EffectCount count = EffectCount.of(causes, handled.getOrDefault(who(way, service), List.of()));
                table.row(way, service, count.causes(), count.effects(), count.lost());
                if (way.equals(SHARED)) {
                    notes.expect("misses", Expectation.atLeast(1, count.lost()), service);
                } else {
                    notes.expect("missed", Expectation.equal(0, count.lost()), service);
                }
            }
        }
        notes.table(table);
    }
}
