package dev.kafkalab.cli.records;

import dev.kafkalab.KafkaLabException;
import dev.kafkalab.cli.CommandContext;
import dev.kafkalab.cli.CommandException;
import dev.kafkalab.cli.ExitCode;
import dev.kafkalab.cli.Interruption;
import dev.kafkalab.producer.RecordProducer;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;

/**
 * Sends the lines of its inputs, once.
 *
 * <p>A line that cannot be sent is told by its number, and the others are sent. When the brokers are the reason, it gives
 * up. On Ctrl-C it reads no more, waits for what is under way, and says how much was sent.
 */
public final class ProduceRun {
    /** Longer lines are more than any broker takes, and not worth the memory. */
    private static final int LONGEST_LINE = 64 << 20;

    private final CommandContext context;
    private final ProduceRequest request;
    private final RecordParser parser;
    private final SendReport report;
    private volatile boolean stopped;
    private boolean finished;

    public ProduceRun(CommandContext context, ProduceRequest request) {
        this.context = context;
        this.request = request;
        this.parser = request.parser();
        this.report = new SendReport(context);
    }

    /**
     * Sends everything and waits until it is acknowledged.
     *
     * @return one of {@link ExitCode}
     * @throws Exception what kept records from being sent, for the command line to tell
     */
    public int run() throws Exception {
        Map<String, Object> connection = context.connection().properties();
        Map<String, Object> properties = ProducerTuning.properties(connection, request, context.timeout());
        // The topic is looked up while the producer is made: either has many classes to load.
        CompletableFuture<TopicSizes> lookup = CompletableFuture.supplyAsync(() -> lookUp(connection));
        try (RecordProducer<byte[], byte[]> producer =
                        new RecordProducer<>(properties, new ByteArraySerializer(), new ByteArraySerializer());
                TopicSizes sizes = found(lookup)) {
            InterruptionOf interruption = new InterruptionOf(producer);
            try {
                for (String argument : request.inputs()) {
                    try (RecordInput input = RecordInput.open(argument, context.in())) {
                        send(input, producer, sizes);
                    }
                }
            } finally {
                interruption.finish();
            }
        }
        if (stopped) {
            return ExitCode.INTERRUPTED;
        }
        report.conclude();
        return ExitCode.OK;
    }

    private static TopicSizes found(CompletableFuture<TopicSizes> lookup) {
        try {
            return lookup.join();
        } catch (CompletionException e) {
            if (e.getCause() instanceof RuntimeException cause) {
                throw cause;
            }
            throw e;
        }
    }

    private TopicSizes lookUp(Map<String, Object> connection) {
        TopicSizes sizes = new TopicSizes(connection, context.timeout(Duration.ofSeconds(10)));
        try {
            if (request.topic() != null) {
                sizes.partitions(request.topic());
            }
            return sizes;
        } catch (RuntimeException e) {
            sizes.close();
            throw e;
        }
    }

    private void send(RecordInput input, RecordProducer<byte[], byte[]> producer, TopicSizes sizes) {
        LineReader lines = new LineReader(input.stream(), request.lineDelimiter(), LONGEST_LINE);
        Pace pace = new Pace(request.rate());
        while (!stopped && !report.hopeless() && next(lines, input)) {
            pace.await();
            ProducerRecord<byte[], byte[]> record = record(lines, input, sizes);
            if (record != null) {
                send(record, producer, input, lines);
            }
        }
    }

    private static boolean next(LineReader lines, RecordInput input) {
        try {
            return lines.next();
        } catch (IOException e) {
            throw new CommandException(
                    ExitCode.PARTLY_FAILED,
                    "cannot read on after " + input.line(lines.number()) + ": " + e.getMessage(),
                    e);
        }
    }

    private void send(
            ProducerRecord<byte[], byte[]> record,
            RecordProducer<byte[], byte[]> producer,
            RecordInput input,
            LineReader lines) {
        try {
            producer.send(record, report.outcomeOf(input, lines.number(), lines.to() - lines.from()));
        } catch (IllegalStateException e) {
            if (!stopped) {
                throw e;
            }
        }
    }

    /** The record of the current line, or null if there is none to send. */
    private @Nullable ProducerRecord<byte[], byte[]> record(LineReader lines, RecordInput input, TopicSizes sizes) {
        try {
            if (lines.tooLong()) {
                throw new MalformedRecordException("longer than " + LONGEST_LINE + " bytes");
            }
            ProducerRecord<byte[], byte[]> record = parser.parse(lines.buffer(), lines.from(), lines.to());
            if (record != null && (record.partition() != null || request.topic() == null)) {
                checkPlace(record, sizes);
            }
            return record;
        } catch (MalformedRecordException e) {
            report.refused(input, lines.number(), String.valueOf(e.getMessage()));
            return null;
        }
    }

    /** The producer would wait a long time for a partition, or create a topic, that is not there. */
    private void checkPlace(ProducerRecord<byte[], byte[]> record, TopicSizes sizes) throws MalformedRecordException {
        if (record.partition() == null && record.topic().equals(request.topic())) {
            return; // looked up before the first line
        }
        try {
            int partitions = sizes.partitions(record.topic());
            if (record.partition() != null && record.partition() >= partitions) {
                throw new MalformedRecordException(
                        "topic %s has no partition %d; it has 0 to %d (-p -1 lets the key choose)"
                                .formatted(record.topic(), record.partition(), partitions - 1));
            }
        } catch (KafkaLabException e) {
            throw new MalformedRecordException(String.valueOf(e.getMessage()));
        }
    }

    /** Ends the run on Ctrl-C from outside, as reading standard input cannot be interrupted. */
    private final class InterruptionOf {
        private final RecordProducer<byte[], byte[]> producer;
        private final Interruption interruption;
        private final long begun = System.nanoTime();

        InterruptionOf(RecordProducer<byte[], byte[]> producer) {
            this.producer = producer;
            this.interruption = new Interruption(() -> {
                stopped = true;
                finish();
            });
        }

        synchronized void finish() {
            if (!finished) {
                finished = true;
                producer.close();
                report.summarise(Duration.ofNanos(System.nanoTime() - begun));
                interruption.close();
            }
        }
    }
}
