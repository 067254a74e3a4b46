package dev.kafkalab.cli.command.lab;

import dev.kafkalab.cli.CommandContext;
import dev.kafkalab.cli.CommandException;
import dev.kafkalab.cli.ExitCode;
import dev.kafkalab.cli.output.Rows;
import dev.kafkalab.cli.progress.LabDocument;
import dev.kafkalab.cli.progress.LabReport;
import dev.kafkalab.labs.course.LabCatalog;
import dev.kafkalab.labs.frame.Lab;
import dev.kafkalab.labs.frame.LabJournal;
import dev.kafkalab.labs.frame.LabJournal.Entry;
import dev.kafkalab.labs.frame.LabListener;
import dev.kafkalab.labs.frame.LabResult;
import dev.kafkalab.labs.frame.LabRunner;
import dev.kafkalab.labs.frame.LabTexts;
import java.util.List;

/** What the commands do with labs. */
final class LabDesk {
    private final CommandContext context;
    private final LabOptions options;

    LabDesk(CommandContext context, LabOptions options) {
        this.context = context;
        this.options = options;
    }

    int list() {
        Rows rows = Rows.of("lab", "title", "servers");
        for (Lab lab : LabCatalog.all()) {
            rows.add(
                    lab.id(),
                    texts(lab).text("title"),
                    lab.servers().stream().map(kind -> kind.id()).sorted().toList());
        }
        context.print(rows);
        return ExitCode.OK;
    }

    int status(List<Lab> labs) {
        Rows rows = Rows.of("lab", "state", "ran", "verified", "failedChecks", "hints", "run");
        for (Lab lab : labs) {
            Entry entry = journal(lab).read();
            rows.add(
                    lab.id(),
                    state(entry),
                    entry.ran(),
                    entry.verified(),
                    entry.ran() == null ? null : entry.failed(),
                    entry.hints(),
                    entry.run());
        }
        context.print(rows);
        return ExitCode.OK;
    }

    private static String state(Entry entry) {
        if (entry.run() == null) {
            return "not run";
        }
        if (entry.ran() == null) {
            return "cut off";
        }
        return entry.failed() > 0 ? "failed" : entry.verified() == null ? "run" : "verified";
    }

    int run(Lab lab, boolean cured) throws Exception {
        return judged(lab, runner(lab, cured).run());
    }

    int verify(Lab lab) throws Exception {
        return judged(lab, runner(lab, true).verify());
    }

    int reset(Lab lab) throws Exception {
        List<String> elsewhere = runner(lab, true).reset();
        context.say("lab " + lab.id() + ": nothing of it is left here");
        elsewhere.forEach(servers -> context.say("runs on " + servers + " left something there; name them with -b"));
        return ExitCode.OK;
    }

    int forget(Lab lab) throws Exception {
        runner(lab, true).forget();
        context.say("lab " + lab.id() + ": its runs are forgotten; what they left was not touched");
        return ExitCode.OK;
    }

    int hint(Lab lab) {
        List<String> hints = texts(lab).hints();
        int given = journal(lab).nextHint(hints.size());
        LabTexts frame = LabTexts.ofFrame(options.language);
        context.out().println(frame.text("hint", given, hints.size()) + ": " + hints.get(given - 1));
        return ExitCode.OK;
    }

    int explain(Lab lab) {
        context.out().print(texts(lab).lesson());
        return ExitCode.OK;
    }

    private static int judged(Lab lab, LabResult result) {
        if (!result.allPassed()) {
            throw new CommandException(
                    ExitCode.CHECK_FAILED,
                    "lab %s: %d of %d checks failed; what was expected stands above"
                            .formatted(lab.id(), result.failed(), result.failed() + result.passed()));
        }
        return ExitCode.OK;
    }

    private LabRunner runner(Lab lab, boolean cured) {
        LabPlace place = new LabPlace(context, options.sandbox);
        return new LabRunner(
                lab,
                journal(lab),
                texts(lab),
                listener(),
                context.clock(),
                (run, folder) -> place.site(lab, run, folder, cured));
    }

    private LabListener listener() {
        return switch (context.outputFormat()) {
            case TABLE -> new LabReport(context, LabTexts.ofFrame(options.language));
            case JSON, JSONL -> new LabDocument(context);
            default ->
                throw CommandException.usage("a lab is a text or, with --output json, one JSON document; --output "
                        + context.outputFormat() + " is for tables");
        };
    }

    private LabJournal journal(Lab lab) {
        return new LabJournal(context.home().root().resolve("labs"), lab.id());
    }

    private LabTexts texts(Lab lab) {
        return LabTexts.of(lab, options.language);
    }
}
