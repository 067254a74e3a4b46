package dev.kafkalab.cli.command.lab;

import dev.kafkalab.cli.CommandContext;
import dev.kafkalab.labs.course.LabCatalog;
import dev.kafkalab.labs.frame.Lab;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** A lab's id as a first-level command; which one is the name it was added under. */
@Command(
        hidden = true,
        mixinStandardHelpOptions = true,
        description = "The lab of that name: kafka-lab commit is kafka-lab lab run commit. See: lab list.")
public final class LabShortcut implements Callable<Integer> {
    private final CommandContext context;

    /** What {@code lab} does with one lab. */
    enum Action {
        RUN,
        VERIFY,
        HINT,
        EXPLAIN,
        RESET,
        STATUS
    }

    @Spec
    private CommandSpec spec;

    @Mixin
    private LabOptions options = new LabOptions();

    @Option(names = "--without-cure", description = "Leave the cures out, to see what the checks say then.")
    private boolean withoutCure;

    @Parameters(
            paramLabel = "ACTION",
            arity = "0..1",
            description = "run (default), verify, hint, explain, reset or status.")
    private Action action = Action.RUN;

    @SuppressWarnings("NullAway.Init") // picocli sets spec
    LabShortcut(CommandContext context) {
        this.context = context;
    }

    @Override
    public Integer call() throws Exception {
        Lab lab = LabCatalog.lab(spec.name());
        LabDesk desk = new LabDesk(context, options);
        return switch (action) {
            case RUN -> desk.run(lab, !withoutCure);
            case VERIFY -> desk.verify(lab);
            case HINT -> desk.hint(lab);
            case EXPLAIN -> desk.explain(lab);
            case RESET -> desk.reset(lab);
            case STATUS -> desk.status(List.of(lab));
        };
    }
}
