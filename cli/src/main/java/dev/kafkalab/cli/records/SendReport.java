package dev.kafkalab.cli.records;

import dev.kafkalab.cli.CommandContext;
import dev.kafkalab.cli.CommandException;
import dev.kafkalab.cli.ExitCode;
import dev.kafkalab.producer.OutcomeHandler;
import dev.kafkalab.producer.SendOutcome.Delivered;
import dev.kafkalab.producer.SendOutcome.Failed;
import java.time.Duration;
import java.util.Locale;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.jspecify.annotations.Nullable;

/**
 * Counts what became of records and tells of those that failed, by line. Outcomes come on the producer's thread, refusals
 * on the reader's as well. What was delivered is counted by the producer's thread alone, without a lock, and read once the
 * producer is closed.
 */
final class SendReport {
    private static final int SHOWN_FAILURES = 20;

    private final CommandContext context;
    private long delivered;
    private long deliveredBytes;
    private long refused;
    private long unfinished;
    private volatile @Nullable Exception fatal;

    SendReport(CommandContext context) {
        this.context = context;
    }

    /** What to do with the outcome of the record of that line. */
    OutcomeHandler outcomeOf(RecordInput input, long line, int bytes) {
        return outcome -> {
            if (outcome instanceof Delivered) {
                delivered(bytes);
            } else if (outcome instanceof Failed failed && failed.recordAtFault()) {
                refused(input, line, reason(failed.cause()));
            } else if (outcome instanceof Failed failed) {
                unfinished(failed.cause());
            }
        };
    }

    private static String reason(Exception cause) {
        String message = String.valueOf(cause.getMessage()).lines().findFirst().orElse("");
        return cause instanceof RecordTooLargeException
                ? message + " (allow more with -X max.request.size=BYTES and the topic's max.message.bytes)"
                : message;
    }

    private void delivered(int bytes) {
        delivered++;
        deliveredBytes += bytes;
    }

    /** That line alone cannot be sent. */
    synchronized void refused(RecordInput input, long line, String why) {
        refused++;
        if (refused <= SHOWN_FAILURES) {
            context.err().println("kafka-lab: " + input.line(line) + " was not sent: " + why);
        } else if (refused == SHOWN_FAILURES + 1) {
            context.err().println("kafka-lab: more lines were not sent; they are counted only");
        }
    }

    /** A record failed for a reason that the next one would meet too. */
    private synchronized void unfinished(Exception cause) {
        unfinished++;
        if (fatal == null) {
            fatal = cause;
        }
    }

    /** Whether sending more makes no sense. */
    boolean hopeless() {
        return fatal != null;
    }

    /** Says how much was sent. */
    synchronized void summarise(Duration took) {
        double seconds = Math.max(took.toNanos() / 1e9, 1e-6);
        context.say(String.format(
                Locale.ROOT,
                "%,d %s, %s in %.2f s (%,.0f records/s)",
                delivered,
                delivered == 1 ? "record" : "records",
                bytes(deliveredBytes),
                seconds,
                delivered / seconds));
    }

    private static String bytes(long bytes) {
        return bytes < 10_000 ? bytes + " B" : String.format(Locale.ROOT, "%,.1f MB", bytes / 1e6);
    }

    /**
     * Throws if a record was not sent.
     *
     * @throws CommandException {@link ExitCode#PARTLY_FAILED}
     */
    synchronized void conclude() throws Exception {
        Exception cause = fatal;
        if (cause != null) {
            context.err()
                    .println("kafka-lab: gave up; not sent: " + (unfinished + refused)
                            + (unfinished + refused == 1 ? " record" : " records") + " and everything after them");
            throw cause;
        }
        if (refused > 0) {
            throw new CommandException(
                    ExitCode.PARTLY_FAILED,
                    "%d of %d records were not sent; the lines are named above, mend and send those alone"
                            .formatted(refused, refused + delivered));
        }
    }
}
