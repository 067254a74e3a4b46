package dev.kafkalab.cli.command.lab;

import dev.kafkalab.cli.CommandContext;
import dev.kafkalab.labs.course.LabCatalog;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code lab reset}. */
@Command(name = "reset", mixinStandardHelpOptions = true, description = "Delete what runs left in brokers and stores.")
final class ResetCommand implements Callable<Integer> {
    private final CommandContext context;

    @Mixin
    private LabOptions options = new LabOptions();

    @Option(
            names = "--forget",
            description = "Only forget its runs, for brokers that are gone; what they left is not touched.")
    private boolean forget;

    @Parameters(paramLabel = "LAB", description = "Its id; see: lab list.")
    private String lab = "";

    ResetCommand(CommandContext context) {
        this.context = context;
    }

    @Override
    public Integer call() throws Exception {
        LabDesk desk = new LabDesk(context, options);
        return forget ? desk.forget(LabCatalog.lab(lab)) : desk.reset(LabCatalog.lab(lab));
    }
}
