package dev.kafkalab.cli.command.lab;

import dev.kafkalab.cli.CommandContext;
import dev.kafkalab.labs.course.LabCatalog;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code lab hint}. */
@Command(name = "hint", mixinStandardHelpOptions = true, description = "The next hint; they are counted for each lab.")
final class HintCommand implements Callable<Integer> {
    private final CommandContext context;

    @Mixin
    private LabOptions options = new LabOptions();

    @Parameters(paramLabel = "LAB", description = "Its id; see: lab list.")
    private String lab = "";

    HintCommand(CommandContext context) {
        this.context = context;
    }

    @Override
    public Integer call() {
        return new LabDesk(context, options).hint(LabCatalog.lab(lab));
    }
}
