package dev.kafkalab.cli.command.content;

import dev.kafkalab.cli.CommandContext;
import dev.kafkalab.cli.CommandException;
import dev.kafkalab.cli.content.LoadRun;
import dev.kafkalab.labs.content.ContentNames;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code content load}. */
@Command(
        name = "load",
        description = {
            "Write the posts of a file, or 360 sample posts in English and Korean of all three categories.",
            "JSON lines with title, content, userId and categoryId, or CSV (*.csv, or --csv) that names these in its first line."
        },
        footer = {
            "",
            "A line that is no post is named by its number and left out; the others are written, and the exit code is 6.",
            "When MySQL is the reason, load gives up and says from which line on: exit code 3.",
            "",
            "  content load",
            "  content load posts.jsonl",
            "  content load - --csv <posts.csv"
        })
final class LoadCommand implements Callable<Integer> {
    private final CommandContext context;

    @Mixin
    private MySqlOptions mysql = new MySqlOptions();

    @Parameters(
            paramLabel = "FILE|-",
            arity = "0..1",
            description = "The file, or - for standard input (default: the sample posts).")
    private @Nullable String file;

    @Option(names = "--sample", description = "Write the sample posts, which is what happens without a file, too.")
    private boolean sample;

    @Option(names = "--csv", description = "The file is CSV, whatever it is called.")
    private boolean csv;

    LoadCommand(CommandContext context) {
        this.context = context;
    }

    @Override
    public Integer call() throws Exception {
        if (sample && file != null) {
            throw CommandException.usage("--sample and " + file + " exclude each other; name one of them");
        }
        if (csv && file == null) {
            throw CommandException.usage("--csv says how a file is written; name the file");
        }
        return new LoadRun(context, () -> mysql.in(context), ContentNames.standard())
                .run(Optional.ofNullable(file), csv);
    }
}
