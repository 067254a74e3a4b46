package dev.kafkalab.cli.command.lab;

import dev.kafkalab.cli.CommandContext;
import dev.kafkalab.labs.course.LabCatalog;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code lab run}. */
@Command(
        name = "run",
        mixinStandardHelpOptions = true,
        description = {
            "Predict, watch it fail, watch it cured, see every claim checked. Starts the servers it needs.",
            "What it makes stays until lab reset or the next run, so that you can look. Ends with 7 if a check fails."
        })
final class RunCommand implements Callable<Integer> {
    private final CommandContext context;

    @Mixin
    private LabOptions options = new LabOptions();

    @Option(names = "--without-cure", description = "Leave the cures out, to see what the checks say then.")
    private boolean withoutCure;

    @Parameters(paramLabel = "LAB", description = "Its id; see: lab list.")
    private String lab = "";

    RunCommand(CommandContext context) {
        this.context = context;
    }

    @Override
    public Integer call() throws Exception {
        return new LabDesk(context, options).run(LabCatalog.lab(lab), !withoutCure);
    }
}
