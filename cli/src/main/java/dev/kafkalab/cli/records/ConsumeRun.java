package dev.kafkalab.cli.records;

import dev.kafkalab.cli.CommandContext;
import dev.kafkalab.cli.CommandException;
import dev.kafkalab.cli.ExitCode;
import dev.kafkalab.cli.Interruption;
import dev.kafkalab.reading.ReadEnd;
import dev.kafkalab.reading.ReadRequest;
import dev.kafkalab.reading.RecordSink;
import dev.kafkalab.reading.TopicReader;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Prints records, once. On Ctrl-C it commits what was printed, if the mode commits, and leaves. */
public final class ConsumeRun {
    private final CommandContext context;
    private final ReadRequest request;
    private final Printer printer;
    private final String isolation;

    public ConsumeRun(CommandContext context, ConsumeRequest request, PrintRequest print, String isolation) {
        if (!isolation.equals("read_uncommitted") && !isolation.equals("read_committed")) {
            throw CommandException.usage("--isolation-level is read_uncommitted or read_committed; got " + isolation);
        }
        this.context = context;
        this.request = request.read(context.timeout(), ZoneId.systemDefault());
        this.printer = new Printer(print);
        this.isolation = isolation;
    }

    /** @return one of {@link ExitCode} */
    public int run() {
        TopicReader reader = new TopicReader(properties(), request, context::say);
        ReadEnd end;
        try (Interruption interruption = new Interruption(reader::stop);
                reader) {
            end = reader.read(printer);
        }
        return switch (end) {
            case LIMIT, COMPLETE -> ExitCode.OK;
            case STOPPED -> ExitCode.INTERRUPTED;
            case DEADLINE ->
                throw new CommandException(
                        ExitCode.TIMEOUT,
                        "%d of %d records came within %s s"
                                .formatted(
                                        printer.printed,
                                        request.limit().orElse(0),
                                        request.deadline()
                                                .map(limit -> limit.toMillis() / 1000.0)
                                                .orElse(0.0)));
        };
    }

    private Map<String, Object> properties() {
        Map<String, Object> properties = new HashMap<>(context.connection().properties());
        properties.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, isolation);
        // Each batch is written and accounted for as one; printing is so quick that ten times the default is no wait.
        properties.putIfAbsent(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, 5_000);
        // With the default of 64 KB a broker that is near waits for the reader.
        properties.putIfAbsent(ConsumerConfig.RECEIVE_BUFFER_CONFIG, 1 << 20);
        properties.putIfAbsent(ConsumerConfig.MAX_PARTITION_FETCH_BYTES_CONFIG, 4 << 20);
        return properties;
    }

    private final class Printer implements RecordSink {
        private final OutputBuffer out = new OutputBuffer(context.out());
        private final RecordFilter filter;
        private final RecordFormat format;
        private long printed;

        Printer(PrintRequest print) {
            this.filter = print.filter();
            this.format = print.format(out);
        }

        @Override
        public boolean accept(ConsumerRecord<byte[], byte[]> record) {
            if (!filter.test(record)) {
                return false;
            }
            format.write(record, out);
            printed++;
            return true;
        }

        @Override
        public void flush() {
            out.flush();
            context.checkOutput();
        }
    }
}
