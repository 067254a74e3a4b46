package dev.kafkalab.cli.content;

import com.zaxxer.hikari.HikariDataSource;
import dev.kafkalab.cli.CommandContext;
import dev.kafkalab.cli.CommandException;
import dev.kafkalab.cli.ExitCode;
import dev.kafkalab.cli.connection.Connection;
import dev.kafkalab.cli.output.Rows;
import dev.kafkalab.labs.content.ContentNames;
import dev.kafkalab.labs.content.ContentStores;
import dev.kafkalab.labs.content.Post;
import dev.kafkalab.labs.content.metadata.Metadata;
import dev.kafkalab.labs.content.work.StoreConnections;
import dev.kafkalab.labs.content.write.PostDraft;
import dev.kafkalab.labs.content.write.PostWriter;
import dev.kafkalab.labs.content.write.PreparedDatabase;
import dev.kafkalab.labs.content.write.WrittenPost;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Writes one post and prints its row. Asks MySQL alone. */
public final class WriteRun {
    /** Characters fit into fewer bytes than this many times their number. */
    private static final int MOST_INPUT = 1 << 20;

    private final CommandContext context;
    private final ContentStores.MySql mysql;
    private final ContentNames names;

    public WriteRun(CommandContext context, ContentStores.MySql mysql, ContentNames names) {
        this.context = context;
        this.mysql = mysql;
        this.names = names;
    }

    /** @param content {@code -} reads standard input @return one of {@link ExitCode} */
    public int create(String title, String content, long user, long category) throws IOException {
        PostDraft draft = new PostDraft(title, read(content), user, category);
        return write(writer -> writer.create(draft));
    }

    /** What is null stays as it is. @param content {@code -} reads standard input @return one of {@link ExitCode} */
    public int update(long id, @Nullable String title, @Nullable String content, @Nullable Long category)
            throws IOException {
        if (title == null && content == null && category == null) {
            throw CommandException.usage("name what is to change: --title, --content or --category");
        }
        PostDraft draft = new PostDraft(title, content == null ? null : read(content), null, category);
        return write(writer -> writer.revise(id, draft));
    }

    /** @return one of {@link ExitCode} */
    public int delete(long id) {
        return write(writer -> writer.delete(id));
    }

    private String read(String content) throws IOException {
        if (!content.equals("-")) {
            return content;
        }
        byte[] bytes = context.in().readNBytes(MOST_INPUT + 1);
        if (bytes.length > MOST_INPUT) {
            throw CommandException.usage("the content on standard input is longer than a post may be");
        }
        return new String(bytes, StandardCharsets.UTF_8).stripTrailing();
    }

    private int write(Function<PostWriter, WrittenPost> change) {
        try (HikariDataSource pool = StoreConnections.mysql(mysql, 2, context.timeout(Connection.PATIENCE))) {
            PreparedDatabase database = new PreparedDatabase(pool, names);
            print(change.apply(new PostWriter(database, names, new Metadata(database, names), context.clock())));
        }
        return ExitCode.OK;
    }

    private void print(WrittenPost written) {
        Post post = written.post();
        context.print(Rows.of("id", "version", "title", "userId", "categoryId", "createdAt", "updatedAt", "deletedAt")
                .add(
                        post.id(),
                        post.version(),
                        post.title(),
                        post.userId(),
                        post.categoryId(),
                        post.createdAt().toString(),
                        post.updatedAt().toString(),
                        written.deletedAt().map(Instant::toString).orElse(null)));
    }
}
