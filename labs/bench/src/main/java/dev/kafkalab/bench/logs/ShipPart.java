package dev.kafkalab.bench.logs;

import dev.kafkalab.bench.Bound;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** A file shipped to Kafka, whole processes; and what is left of it if the shipper is killed halfway. */
final class ShipPart {
    private static final String OURS = "ship-logs";
    private static final String PEER = "rsyslog";
    private static final String LINES_PER_SECOND = "lines/s";
    private static final String CPU = "CPU s/M lines";
    private static final String PEAK = "RSS MB";
    private static final String LOST = "lines lost";
    private static final String RECORDS = "records";
    private static final Path RSYSLOGD = Path.of("/usr/sbin/rsyslogd");
    private static final long GLANCE_MILLIS = 20;
    private static final long QUIET_NANOS = 8_000_000_000L;

    private final Broker broker;
    private final String servers;
    private final String launcher;
    private final Path work;
    private final int lines;
    private final Path file;
    private final Runs speed = new Runs("ship: a file to a topic, whole processes, each line acknowledged");
    private final Runs kill = new Runs("kill: the shipper is killed with -9 halfway and started again");

    ShipPart(Broker broker, String servers, String launcher, Path work, List<String> sample, int lines)
            throws IOException {
        this.broker = broker;
        this.servers = servers;
        this.launcher = launcher;
        this.work = work;
        this.lines = lines;
        this.file = work.resolve("bench.log");
        try (BufferedWriter out = Files.newBufferedWriter(file, StandardCharsets.UTF_8)) {
            for (int i = 0; i < lines; i++) {
                out.write(sample.get(i % sample.size()));
                out.write(" #" + i + "\n");
            }
        }
    }

    static boolean peerIsThere() {
        return Files.isExecutable(RSYSLOGD);
    }

    private static List<String> contestants() {
        return peerIsThere() ? List.of(OURS, PEER) : List.of(OURS);
    }

    private MeasuredProcess start(String contestant, String topic) throws IOException {
        Path folder = Files.createDirectories(work.resolve(topic));
        Path output = folder.resolve("output");
        if (contestant.equals(OURS)) {
            return MeasuredProcess.start(
                    output,
                    List.of(
                            launcher,
                            "ship-logs",
                            "--once",
                            file.toString(),
                            "-t",
                            topic,
                            "-b",
                            servers,
                            "--registry",
                            folder.resolve("registry.json").toString()));
        }
        Path settings = folder.resolve("rsyslog.conf");
        Files.writeString(settings, rsyslog(topic, folder));
        return MeasuredProcess.start(
                output,
                List.of(
                        RSYSLOGD.toString(),
                        "-n",
                        "-f",
                        settings.toString(),
                        "-i",
                        folder.resolve("pid").toString()));
    }

    /** As its documentation has it for many messages; each message acknowledged by all replicas, as ours. */
    private String rsyslog(String topic, Path folder) {
        return """
                global(workDirectory="%1$s" maxMessageSize="64k")
                module(load="imfile")
                module(load="omkafka")
                template(name="event" type="list" option.jsonf="on") {
                  property(outname="@timestamp" name="timegenerated" dateFormat="rfc3339" format="jsonf")
                  property(outname="message" name="msg" format="jsonf")
                  property(outname="path" name="$!metadata!filename" format="jsonf")
                  property(outname="offset" name="$!metadata!fileoffset" format="jsonf")
                  property(outname="host" name="hostname" format="jsonf")
                }
                ruleset(name="ship" queue.type="LinkedList" queue.size="200000" queue.dequeueBatchSize="4096") {
                  action(type="omkafka" broker=["%2$s"] topic="%3$s" template="event" resubmitOnFailure="on"
                    confParam=["queue.buffering.max.messages=1000000", "linger.ms=5", "compression.codec=lz4"]
                    topicConfParam=["request.required.acks=-1"])
                }
                input(type="imfile" file="%4$s" tag="access" ruleset="ship" addMetadata="on" persistStateInterval="10000")
                """.formatted(folder, servers, topic, file);
    }

    Runs speed(int rounds) throws Exception {
        for (int round = 1; round <= rounds; round++) {
            for (String contestant : contestants()) {
                String topic = "ship-" + contestant + "-" + round;
                broker.create(topic);
                long begun = System.nanoTime();
                try (MeasuredProcess process = start(contestant, topic)) {
                    while (!isDone(contestant, process, topic)) {
                        process.look();
                        Thread.sleep(GLANCE_MILLIS);
                        if (System.nanoTime() - begun > 180e9) {
                            throw new IllegalStateException(contestant + " is not done: " + broker.records(topic));
                        }
                    }
                    double seconds = (System.nanoTime() - begun) / 1e9;
                    process.look();
                    speed.add(
                            contestant,
                            Map.of(
                                    LINES_PER_SECOND, lines / seconds,
                                    CPU, process.cpuSeconds() * 1e6 / lines,
                                    PEAK, process.peakMegabytes()));
                    if (!contestant.equals(OURS)) {
                        process.end();
                    }
                }
                broker.delete(topic);
            }
        }
        return speed;
    }

    /** Ours ends by itself, registry written; the peer is done when everything is there. */
    private boolean isDone(String contestant, MeasuredProcess process, String topic) {
        if (contestant.equals(OURS)) {
            if (!process.isAlive() && (process.exitValue() != 0 || broker.records(topic) != lines)) {
                throw new IllegalStateException(
                        "ship-logs ended with %d and %d records".formatted(process.exitValue(), broker.records(topic)));
            }
            return !process.isAlive();
        }
        return broker.records(topic) >= lines;
    }

    Runs kill(int rounds) throws Exception {
        for (int round = 1; round <= rounds; round++) {
            for (String contestant : contestants()) {
                String topic = "kill-" + contestant + "-" + round;
                broker.create(topic);
                try (MeasuredProcess victim = start(contestant, topic)) {
                    while (broker.records(topic) < lines / 2) {
                        Thread.sleep(GLANCE_MILLIS);
                    }
                    victim.kill();
                }
                try (MeasuredProcess successor = start(contestant, topic)) {
                    awaitQuiet(topic);
                    kill.add(
                            contestant,
                            Map.of(
                                    LOST, (double) (lines - broker.lines(topic)),
                                    RECORDS, (double) broker.records(topic)));
                    if (successor.isAlive()) {
                        successor.end();
                    }
                }
                broker.delete(topic);
            }
        }
        return kill;
    }

    private void awaitQuiet(String topic) throws InterruptedException {
        long before = -1;
        long since = System.nanoTime();
        while (System.nanoTime() - since < QUIET_NANOS) {
            long now = broker.records(topic);
            if (now != before) {
                before = now;
                since = System.nanoTime();
            }
            Thread.sleep(100);
        }
    }

    List<String> marks() {
        return Stream.of(
                        new Bound(true, 2).judge("ship: rate / rsyslog's", speed.ratio(OURS, PEER, LINES_PER_SECOND)),
                        new Bound(false, 1).judge("ship: CPU / rsyslog's", speed.ratio(OURS, PEER, CPU)),
                        new Bound(false, 0).judge("kill: lines that ship-logs lost", kill.median(OURS, LOST)))
                .flatMap(Optional::stream)
                .toList();
    }
}
