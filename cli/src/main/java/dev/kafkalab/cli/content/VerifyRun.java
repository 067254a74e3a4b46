package dev.kafkalab.cli.content;

import dev.kafkalab.cli.CommandContext;
import dev.kafkalab.cli.CommandException;
import dev.kafkalab.cli.ExitCode;
import dev.kafkalab.cli.output.Rows;
import dev.kafkalab.labs.content.ContentNames;
import dev.kafkalab.labs.content.ContentStores;
import dev.kafkalab.labs.content.inspect.ChatSettings;
import dev.kafkalab.labs.content.verify.ContentRepair;
import dev.kafkalab.labs.content.verify.ContentVerify;
import dev.kafkalab.labs.content.verify.Difference;
import dev.kafkalab.labs.content.workers.PlatformLag;
import dev.kafkalab.labs.content.workers.RunningPlatform;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;

/** Compares the platform's stores and prints what differs; mends it if asked to. */
public final class VerifyRun {
    private static final String ERASE_LINE = "\r\u001B[K";
    /** Rows that are printed; the rest is counted. */
    private static final int MOST_ROWS = 1_000;

    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private final CommandContext context;
    private final ContentStores stores;
    private final ContentNames names;
    private final Optional<Duration> wait;

    /** @param wait how long to wait at most until all is carried; empty: not at all */
    public VerifyRun(CommandContext context, ContentStores stores, ContentNames names, Optional<Duration> wait) {
        this.context = context;
        this.stores = stores;
        this.names = names;
        this.wait = wait;
    }

    /** @return one of {@link ExitCode} */
    public int verify() {
        awaitCarried();
        ContentVerify.Report report = compare(difference -> {});
        conclude(report);
        return report.differences() == 0 ? ExitCode.OK : ExitCode.CHECK_FAILED;
    }

    /** @return one of {@link ExitCode}: as {@link #verify} has it of what is left afterwards */
    public int repair() {
        awaitCarried();
        ContentRepair repair = new ContentRepair(stores, names);
        ContentVerify.Report before = compare(repair::take);
        if (before.differences() == 0) {
            conclude(before);
            return ExitCode.OK;
        }
        ContentRepair.Report done = repair.finish();
        context.say(String.format(
                Locale.ROOT,
                "%,d differences: %,d mended in stores, %,d posts told of again, %,d left",
                before.differences(),
                done.rewritten(),
                done.toldAgain(),
                done.left()));
        if (done.toldAgain() > 0) {
            carry();
        }
        ContentVerify.Report after = ContentVerify.run(stores, names, difference -> {}, this::draw);
        erase();
        conclude(after);
        return after.differences() == 0 ? ExitCode.OK : ExitCode.CHECK_FAILED;
    }

    /** By a relay and workers of our own: others may run, but need not. */
    private void carry() {
        Duration limit = wait.orElse(PATIENCE);
        try (RunningPlatform carriers = RunningPlatform.start(stores, names, ChatSettings.of(context.environment()))) {
            if (!PlatformLag.await(stores, names, limit)) {
                throw new CommandException(
                        ExitCode.PARTLY_FAILED,
                        "what was told of again is not carried after " + seconds(limit)
                                + " s; see: content workers, then run again: content verify --repair");
            }
        } catch (InterruptedException e) {
            throw interrupted(e, "what was told of again is carried by the next: content workers --exit");
        }
    }

    private static CommandException interrupted(InterruptedException e, String consequence) {
        Thread.currentThread().interrupt();
        return new CommandException(ExitCode.INTERRUPTED, "interrupted; " + consequence, e);
    }

    private static double seconds(Duration duration) {
        return duration.toMillis() / 1e3;
    }

    private ContentVerify.Report compare(Consumer<Difference> also) {
        Rows rows = Rows.of("post", "store", "expected", "found");
        ContentVerify.Report report = ContentVerify.run(
                stores,
                names,
                difference -> {
                    also.accept(difference);
                    if (rows.rows().size() < MOST_ROWS) {
                        rows.add(
                                difference.postId(),
                                difference.store().title(names),
                                difference.expected(),
                                difference.found());
                    }
                },
                this::draw);
        erase();
        context.print(rows);
        if (report.differences() > MOST_ROWS) {
            context.say(String.format(Locale.ROOT, "%,d more are not shown", report.differences() - MOST_ROWS));
        }
        return report;
    }

    private void conclude(ContentVerify.Report report) {
        context.say(String.format(
                Locale.ROOT,
                "%,d posts compared in five stores: %s",
                report.posts(),
                switch ((int) Math.min(2, report.differences())) {
                    case 0 -> "no difference";
                    case 1 -> "1 difference";
                    default -> String.format(Locale.ROOT, "%,d differences", report.differences());
                }));
        if (report.untold() > 0) {
            context.say(String.format(
                    Locale.ROOT,
                    "of %,d posts the topics tell no more, so what may be shown of them is not known",
                    report.untold()));
        }
    }

    private void awaitCarried() {
        if (wait.isEmpty()) {
            return;
        }
        try {
            if (!PlatformLag.await(stores, names, wait.get())) {
                throw new CommandException(
                        ExitCode.TIMEOUT,
                        "relay and workers are not done after " + seconds(wait.get())
                                + " s; do they run? start them with: content workers");
            }
        } catch (InterruptedException e) {
            throw interrupted(e, "nothing was compared");
        }
    }

    private void draw(long posts) {
        if (context.showsProgress()) {
            context.err().print(ERASE_LINE + String.format(Locale.ROOT, "%,d posts compared", posts));
            context.err().flush();
        }
    }

    private void erase() {
        if (context.showsProgress()) {
            context.err().print(ERASE_LINE);
        }
    }
}
