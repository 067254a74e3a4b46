package dev.kafkalab.labs.course.offsets;

import dev.kafkalab.labs.frame.EffectCount;
import dev.kafkalab.labs.frame.EffectTopic;
import dev.kafkalab.labs.frame.Exercise;
import dev.kafkalab.labs.frame.Expectation;
import dev.kafkalab.labs.frame.LabSite;
import dev.kafkalab.labs.frame.Notes;
import dev.kafkalab.labs.frame.SideBySide;
import dev.kafkalab.labs.frame.Table;
import dev.kafkalab.labs.frame.TopicContents;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;

/** A group is to handle part of a topic again: reset under a running member, and reset while it is stopped. */
final class ReplayExercise implements Exercise {
    private static final int PARTITIONS = 3;
    private static final int RECORDS = 60;
    private static final long FROM = 12;

    @Override
    public String id() {
        return "replay";
    }

    private static String source(LabSite site) {
        return site.name("replay-in");
    }

    private static String group(LabSite site, Way way) {
        return site.name("replay-" + way);
    }

    private static String effects(LabSite site) {
        return site.name("replay-done");
    }

    private static String operator(LabSite site) {
        return site.name("replay-operator");
    }

    @Override
    public List<String> commands(LabSite site) {
        return List.of(
                "kafka-lab consume -t " + operator(site) + " -e -f '%k %s\\n'",
                "kafka-lab reset-offsets -g " + group(site, Way.STOPPED) + " --all-topics --to-offset " + FROM
                        + " --dry-run",
                "kafka-lab consume -t " + effects(site) + " -e -f '%s %k\\n' | sort | uniq -d");
    }

    @Override
    public List<String> scripts(LabSite site) {
        return List.of("kafka-consumer-groups.sh --bootstrap-server " + site.bootstrapServers() + " --group "
                + group(site, Way.STOPPED) + " --all-topics --reset-offsets --to-offset " + FROM + " --dry-run");
    }

    @Override
    public void run(LabSite site) throws Exception {
        site.createTopics(PARTITIONS, source(site));
        site.createTopics(1, effects(site), operator(site));
        TopicContents.send(
                site,
                IntStream.range(0, RECORDS)
                        .mapToObj(i ->
                                new ProducerRecord<>(source(site), i % PARTITIONS, "customer" + i % 10, "order " + i))
                        .toList());
        try (EffectTopic effects = new EffectTopic(site.clientProperties(), effects(site));
                EffectTopic operator = new EffectTopic(site.clientProperties(), operator(site))) {
            SideBySide.run(List.of(Way.values()), way -> {
                Replay replay = new Replay(
                        site, source(site), group(site, way), FROM, effects, way, new OperatorLog(way, operator));
                if (way == Way.STOPPED && site.cured()) {
                    replay.stopped();
                } else {
                    replay.whileRunning(RECORDS);
                }
            });
        }
    }

    @Override
    public void observe(LabSite site, Notes notes) {
        List<ConsumerRecord<byte[], byte[]>> source = TopicContents.of(site, source(site));
        List<String> causes = source.stream()
                .map(record -> EffectTopic.place(record.partition(), record.offset()))
                .toList();
        long beyond = source.stream().filter(record -> record.offset() >= FROM).count();
        Map<String, List<String>> effects = TopicContents.of(site, effects(site)).stream()
                .collect(Collectors.groupingBy(
                        effect -> TopicContents.text(effect.value()),
                        Collectors.mapping(effect -> TopicContents.text(effect.key()), Collectors.toList())));
        Map<String, String> answers = answers(site);
        Table acts = Table.of("act", "answer");
        Table table = Table.of("way", "records", "asked", "replayed", "lost", "lag");
        for (Way way : Way.values()) {
            EffectCount count = EffectCount.of(causes, effects.getOrDefault(way.toString(), List.of()));
            long lag = site.lag(group(site, way));
            answers.forEach((act, answer) -> {
                if (act.startsWith(OperatorLog.key(way, ""))) {
                    acts.row(act, answer);
                }
            });
            table.row(way, count.causes(), beyond, count.repeated(), count.lost(), lag);
            notes.expect("refused", equal(Replay.REFUSED, answers, way, Replay.OUTSIDE), way);
            notes.expect("broker", equal("UnknownMemberIdException", answers, way, Replay.BROKER), way);
            if (way == Way.WHILE_RUNNING) {
                notes.expect("moved", equal(beyond, answers, way, Replay.MEMBER), way);
                notes.expect("undone", Expectation.equal(0, count.repeated()), way);
            } else {
                notes.expect("preview", equal(beyond, answers, way, Replay.PREVIEW), way);
                notes.expect("replayed", Expectation.equal(beyond, count.repeated()), way);
            }
            notes.expect("lag", Expectation.equal(0, lag), way);
        }
        notes.table(acts);
        notes.table(table);
    }

    /** By act, in their order. */
    private static Map<String, String> answers(LabSite site) {
        Map<String, String> answers = new LinkedHashMap<>();
        TopicContents.of(site, operator(site))
                .forEach(record -> answers.put(TopicContents.text(record.key()), TopicContents.text(record.value())));
        return answers;
    }

    private static Expectation equal(Object expected, Map<String, String> answers, Way way, String act) {
        return Expectation.equal(expected, answers.getOrDefault(OperatorLog.key(way, act), "-"));
    }
}
