package dev.kafkalab.cli.content;

import com.zaxxer.hikari.HikariDataSource;
import dev.kafkalab.KafkaLabException;
import dev.kafkalab.cli.CommandContext;
import dev.kafkalab.cli.CommandException;
import dev.kafkalab.cli.ExitCode;
import dev.kafkalab.cli.Interruption;
import dev.kafkalab.cli.connection.Connection;
import dev.kafkalab.labs.content.ContentNames;
import dev.kafkalab.labs.content.ContentStores;
import dev.kafkalab.labs.content.load.PostLines;
import dev.kafkalab.labs.content.load.PostLoad;
import dev.kafkalab.labs.content.metadata.Metadata;
import dev.kafkalab.labs.content.work.StoreConnections;
import dev.kafkalab.labs.content.write.PostWriter;
import dev.kafkalab.labs.content.write.PreparedDatabase;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;

/** Loads posts and tells how it gets on. */
public final class LoadRun {
    private final CommandContext context;
    private final Supplier<ContentStores.MySql> mysql;
    private final ContentNames names;

    /** @param mysql asked once the file is open */
    public LoadRun(CommandContext context, Supplier<ContentStores.MySql> mysql, ContentNames names) {
        this.context = context;
        this.mysql = mysql;
        this.names = names;
    }

    /**
     * @param file {@code -} is standard input; empty: the sample posts
     * @param csv whether it is CSV, whatever it is called
     * @return one of {@link ExitCode}
     */
    public int run(Optional<String> file, boolean csv) throws IOException {
        LoadReport report = new LoadReport(context, file.orElse("the sample posts"));
        AtomicBoolean asked = new AtomicBoolean();
        try (Interruption interruption = new Interruption(() -> asked.set(true));
                PostLines lines = open(file, csv);
                HikariDataSource pool = StoreConnections.mysql(mysql.get(), 2, context.timeout(Connection.PATIENCE))) {
            PreparedDatabase database = new PreparedDatabase(pool, names);
            PostLoad load = new PostLoad(
                    new PostWriter(database, names, new Metadata(database, names), context.clock()), report);
            try {
                load.run(lines, asked::get);
            } catch (KafkaLabException e) {
                report.gaveUp(load);
                throw e;
            }
            report.summarise(load);
            if (interruption.happened()) {
                report.stoppedAt(load);
                return ExitCode.INTERRUPTED;
            }
        }
        report.conclude();
        return ExitCode.OK;
    }

    private PostLines open(Optional<String> file, boolean csv) throws IOException {
        if (file.isEmpty()) {
            return PostLines.samples();
        }
        PostLines.Form form = csv ? PostLines.Form.CSV : PostLines.Form.of(file.get());
        return PostLines.read(stream(file.get()), form);
    }

    private InputStream stream(String file) {
        if (file.equals("-")) {
            return context.in();
        }
        Path path = Path.of(file);
        try {
            if (Files.isDirectory(path)) {
                throw CommandException.usage(file + " is a folder; name a file");
            }
            return Files.newInputStream(path);
        } catch (NoSuchFileException e) {
            throw new CommandException(ExitCode.NOT_FOUND, "no file " + file + "; nothing was loaded", e);
        } catch (IOException e) {
            throw new CommandException(ExitCode.NOT_FOUND, "cannot read " + file + ": " + e.getMessage(), e);
        }
    }
}
