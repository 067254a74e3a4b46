package dev.kafkalab.cli.command.lab;

import dev.kafkalab.cli.CommandContext;
import dev.kafkalab.labs.course.LabCatalog;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code lab verify}. */
@Command(
        name = "verify",
        mixinStandardHelpOptions = true,
        description =
                "Look again at what the last run left in brokers and stores, and at nothing else. Ends with 7 if a check fails.")
final class VerifyCommand implements Callable<Integer> {
    private final CommandContext context;

    @Mixin
    private LabOptions options = new LabOptions();

    @Parameters(paramLabel = "LAB", description = "Its id; see: lab list.")
    private String lab = "";

    VerifyCommand(CommandContext context) {
        this.context = context;
    }

    @Override
    public Integer call() throws Exception {
        return new LabDesk(context, options).verify(LabCatalog.lab(lab));
    }
}
