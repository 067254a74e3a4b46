package dev.kafkalab.cli.command.lab;

import dev.kafkalab.cli.CommandContext;
import dev.kafkalab.labs.course.LabCatalog;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code lab explain}. */
@Command(
        name = "explain",
        mixinStandardHelpOptions = true,
        description = "The lesson: half a page, with the code of the cure and Kafka's own scripts.")
final class ExplainCommand implements Callable<Integer> {
    private final CommandContext context;

    @Mixin
    private LabOptions options = new LabOptions();

    @Parameters(paramLabel = "LAB", description = "Its id; see: lab list.")
    private String lab = "";

    ExplainCommand(CommandContext context) {
        this.context = context;
    }

    @Override
    public Integer call() {
        return new LabDesk(context, options).explain(LabCatalog.lab(lab));
    }
}
