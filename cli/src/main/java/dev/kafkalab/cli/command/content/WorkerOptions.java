package dev.kafkalab.cli.command.content;

import dev.kafkalab.cli.CommandContext;
import dev.kafkalab.cli.content.WorkerRun;
import dev.kafkalab.labs.content.ContentNames;
import dev.kafkalab.labs.content.ContentStores;
import dev.kafkalab.labs.content.work.Worker;
import java.util.List;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** What every command that is one worker may be told. */
final class WorkerOptions {
    @Mixin
    private StoreOptions stores = new StoreOptions();

    @Option(
            names = {"-e", "--exit"},
            description = "End when all that is in the topic is handled (default: go on until interrupted).")
    private boolean exit;

    /** @return one of {@link dev.kafkalab.cli.ExitCode} */
    int run(CommandContext context, Worker worker) {
        return new WorkerRun(context, in(context), ContentNames.standard()).run(List.of(worker), exit);
    }

    ContentStores in(CommandContext context) {
        return stores.in(context);
    }
}
