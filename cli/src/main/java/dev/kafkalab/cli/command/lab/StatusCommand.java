package dev.kafkalab.cli.command.lab;

import dev.kafkalab.cli.CommandContext;
import dev.kafkalab.labs.course.LabCatalog;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code lab status}. */
@Command(name = "status", mixinStandardHelpOptions = true, description = "How far you have come.")
final class StatusCommand implements Callable<Integer> {
    private final CommandContext context;

    @Mixin
    private LabOptions options = new LabOptions();

    @Parameters(paramLabel = "LAB", arity = "0..1", description = "Only this one; see: lab list.")
    private @Nullable String lab;

    StatusCommand(CommandContext context) {
        this.context = context;
    }

    @Override
    public Integer call() {
        return new LabDesk(context, options).status(lab == null ? LabCatalog.all() : List.of(LabCatalog.lab(lab)));
    }
}
