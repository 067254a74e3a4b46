package dev.kafkalab.labs.course.json;

import dev.kafkalab.consumer.ConsumerListener;
import dev.kafkalab.consumer.RunningConsumer;
import dev.kafkalab.labs.frame.ChildJvm;
import dev.kafkalab.labs.frame.DeadMembers;
import dev.kafkalab.labs.frame.EffectCount;
import dev.kafkalab.labs.frame.Exercise;
import dev.kafkalab.labs.frame.Expectation;
import dev.kafkalab.labs.frame.GroupProgress;
import dev.kafkalab.labs.frame.LabSite;
import dev.kafkalab.labs.frame.Notes;
import dev.kafkalab.labs.frame.SideBySide;
import dev.kafkalab.labs.frame.Table;
import dev.kafkalab.labs.frame.TopicContents;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import org.apache.kafka.clients.producer.ProducerRecord;

/** A function between two topics, killed with -9 midway and started again: a loop of one's own, beside a pipe. */
final class PipeExercise implements Exercise {
    private static final int RECORDS = 240;
    private static final int PARTITIONS = 3;
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @Override
    public String id() {
        return "pipe";
    }

    private static String in(LabSite site) {
        return site.name("pipe-orders");
    }

    private static String out(LabSite site, PipeWay way) {
        return site.name("pipe-receipts-" + way);
    }

    private static String group(LabSite site, PipeWay way) {
        return site.name("pipe-" + way);
    }

    @Override
    public List<String> commands(LabSite site) {
        return List.of(
                "kafka-lab consume -t " + out(site, PipeWay.NAIVE) + " -e -f '%s\\n' | sort | uniq -d | wc -l",
                "kafka-lab consume -t " + out(site, PipeWay.PIPE)
                        + " -e -f '%s\\n' --isolation-level read_committed | sort | uniq -d | wc -l",
                "kafka-lab consume -t " + out(site, PipeWay.PIPE) + " -e -f '%s\\n' | sort | uniq -d | wc -l");
    }

    @Override
    public List<String> scripts(LabSite site) {
        return List.of("kafka-console-consumer.sh --bootstrap-server " + site.bootstrapServers() + " --topic "
                + out(site, PipeWay.PIPE)
                + " --from-beginning --timeout-ms 5000 --isolation-level read_committed");
    }

    @Override
    public void run(LabSite site) throws Exception {
        site.createTopics(PARTITIONS, in(site), out(site, PipeWay.NAIVE), out(site, PipeWay.PIPE));
        TopicContents.send(
                site,
                Order.first(RECORDS).stream()
                        .map(order -> new ProducerRecord<>(in(site), order.customer(), order.text()))
                        .toList());
        SideBySide.run(Arrays.asList(PipeWay.values()), way -> killAndReplace(site, way));
    }

    private static void killAndReplace(LabSite site, PipeWay way) throws Exception {
        PipeWay run = site.cured() ? way : PipeWay.NAIVE;
        try (ChildJvm victim = ChildJvm.start(
                site, "pipe-" + way, PipeVictim.class, run.toString(), in(site), out(site, way), group(site, way))) {
            victim.awaitSaid(PipeVictim.STALLED, 1, PATIENCE);
            if (run == PipeWay.PIPE) {
                OpenTransactions.await(site, group(site, way), out(site, way), PARTITIONS, PATIENCE);
            }
            victim.kill();
        }
        DeadMembers.remove(site, group(site, way));
        finish(site, way, run);
    }

    /** The successor need not be killed, so it is no process of its own. */
    private static void finish(LabSite site, PipeWay way, PipeWay run) throws Exception {
        ReceiptMaker maker = new ReceiptMaker(site.clientProperties(), in(site), out(site, way), group(site, way));
        if (run == PipeWay.NAIVE) {
            maker.consumeThenProduce(Receipt::of, () -> GroupProgress.left(site, group(site, way), in(site)) == 0);
            return;
        }
        try (RunningConsumer pipe = maker.pipe(Receipt::of, ConsumerListener.NONE)) {
            GroupProgress.awaitEnd(site, group(site, way), in(site), PATIENCE);
        }
    }

    @Override
    public void observe(LabSite site, Notes notes) {
        List<String> orders = TopicContents.of(site, in(site)).stream()
                .map(record ->
                        Order.read(record.topic(), record.value()).orElseThrow().id())
                .toList();
        Table table = Table.of("way", "orders", "receipts", "lost", "repeated", "aborted", "lag");
        for (PipeWay way : PipeWay.values()) {
            EffectCount count = EffectCount.of(orders, receipts(site, way, "read_committed"));
            long aborted = receipts(site, way, "read_uncommitted").size() - count.effects();
            long lag = GroupProgress.left(site, group(site, way), in(site));
            table.row(way.toString(), count.causes(), count.effects(), count.lost(), count.repeated(), aborted, lag);
            notes.expect("lost", Expectation.equal(0, count.lost()), way);
            notes.expect("lag", Expectation.equal(0, lag), way);
            if (way == PipeWay.NAIVE) {
                notes.expect("repeats", Expectation.atLeast(1, count.repeated()), way);
            } else {
                notes.expect("repeated", Expectation.equal(0, count.repeated()), way);
                notes.expect("aborted", Expectation.atLeast(1, aborted), way);
            }
        }
        notes.table(table);
    }

    /** The orders they are for. */
    private static List<String> receipts(LabSite site, PipeWay way, String isolation) {
        return TopicContents.of(site, out(site, way), isolation).stream()
                .map(record -> Receipt.FROM_JSON
                        .deserialize(record.topic(), record.value())
                        .order())
                .toList();
    }
}
