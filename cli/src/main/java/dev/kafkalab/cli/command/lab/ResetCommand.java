package dev.kafkalab.cli.command.lab;

import dev.kafkalab.cli.CommandContext;
import dev.kafkalab.labs.course.LabCatalog;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code lab reset}. */
@Command(
        name = "reset",
        mixinStandardHelpOptions = true,
        description = "Delete what the last run left in brokers and stores.")
final class ResetCommand implements Callable<Integer> {
    private final CommandContext context;

    @Mixin
    private LabOptions options = new LabOptions();

    @Parameters(paramLabel = "LAB", description = "Its id; see: lab list.")
    private String lab = "";

    ResetCommand(CommandContext context) {
        this.context = context;
    }

    @Override
    public Integer call() throws Exception {
        return new LabDesk(context, options).reset(LabCatalog.lab(lab));
    }
}
