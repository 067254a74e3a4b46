package dev.kafkalab.cli.command.content;

import dev.kafkalab.cli.CommandContext;
import dev.kafkalab.labs.content.work.Worker;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

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
    private WorkerOptions worker = new WorkerOptions();

    InspectContentCommand(CommandContext context) {
        this.context = context;
    }

    @Override
    public Integer call() {
        return worker.run(context, Worker.INSPECT);
    }
}
