package dev.kafkalab.cli.command.content;

import dev.kafkalab.cli.CommandContext;
import dev.kafkalab.cli.CommandException;
import dev.kafkalab.cli.content.WorkerRun;
import dev.kafkalab.labs.content.ContentNames;
import dev.kafkalab.labs.content.work.Worker;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code content workers}. */
@Command(
        name = "workers",
        description = {
            "Run the platform's workers in one process: inspect, feed, cache, index; and the relay that carries what was written "
                    + "from MySQL to them.",
            "Each worker is a command too: inspect-content and so on. Any number of copies may run, here and elsewhere; of "
                    + "relays one carries, the others stand by."
        },
        footer = {
            "",
            "  content workers",
            "  content workers --only inspect,index",
            "  content workers --only relay,inspect",
            "  content workers --exit"
        })
final class WorkersCommand implements Callable<Integer> {
    private static final String RELAY = "relay";

    private final CommandContext context;

    @Mixin
    private StoreOptions stores = new StoreOptions();

    @Option(
            names = "--only",
            paramLabel = "WORKER",
            split = ",",
            description = "Which of them, with commas; relay counts as one (default: all).")
    private List<String> only = List.of();

    @Option(
            names = {"-e", "--exit"},
            description = "End when all that was written is handled (default: go on until interrupted).")
    private boolean exit;

    WorkersCommand(CommandContext context) {
        this.context = context;
    }

    @Override
    public Integer call() {
        boolean relay = only.isEmpty() || only.contains(RELAY);
        List<Worker> workers = only.isEmpty()
                ? Arrays.asList(Worker.values())
                : only.stream()
                        .filter(name -> !name.equals(RELAY))
                        .map(Worker::named)
                        .distinct()
                        .toList();
        if (workers.isEmpty()) {
            throw CommandException.usage("the relay runs beside a worker; name one more, such as relay,inspect");
        }
        WorkerRun run = new WorkerRun(context, stores.in(context), ContentNames.standard());
        return (relay ? run.withRelay() : run).run(workers, exit);
    }
}
