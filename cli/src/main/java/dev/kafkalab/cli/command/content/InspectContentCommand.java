package dev.kafkalab.cli.command.content;

import dev.kafkalab.cli.CommandContext;
import dev.kafkalab.cli.content.WorkerRun;
import dev.kafkalab.labs.content.ContentNames;
import dev.kafkalab.labs.content.work.Worker;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code inspect-content}. */
@Command(
        name = "inspect-content",
        description = {
            "Judge posts: do they fit their category, what are they about. From post.original to post.inspected.",
            "Offline by term weights, unless KAFKA_LAB_CHAT_URL or KAFKA_LAB_CHAT_KEY, with KAFKA_LAB_CHAT_MODEL, name an "
                    + "OpenAI-compatible endpoint (KAFKA_LAB_CHAT_TIMEOUT: seconds a question may take, 30).",
            "What cannot be judged goes to post.original-dlt. Run as many as you like."
        },
        mixinStandardHelpOptions = true,
        footer = {"", "  inspect-content", "  inspect-content --exit"})
public final class InspectContentCommand implements Callable<Integer> {
    private final CommandContext context;

    @Mixin
    private StoreOptions stores = new StoreOptions();

    @Option(
            names = {"-e", "--exit"},
            description = "End when all that is in the topic is handled (default: go on until interrupted).")
    private boolean exit;

    InspectContentCommand(CommandContext context) {
        this.context = context;
    }

    @Override
    public Integer call() {
        return new WorkerRun(context, stores.in(context), ContentNames.standard()).run(List.of(Worker.INSPECT), exit);
    }
}
