package dev.kafkalab.cli.content;

import dev.kafkalab.cli.CommandContext;
import dev.kafkalab.cli.CommandException;
import dev.kafkalab.cli.ExitCode;
import dev.kafkalab.cli.output.Rows;
import dev.kafkalab.labs.content.ContentNames;
import dev.kafkalab.labs.content.ContentStores;
import dev.kafkalab.labs.content.ResolvedPost;
import dev.kafkalab.labs.content.read.ContentReader;
import dev.kafkalab.labs.content.read.PostAnswer;
import dev.kafkalab.labs.content.read.PostPage;
import dev.kafkalab.labs.content.read.ReadConnections;
import java.util.List;
import java.util.function.Function;

/** Reads posts and prints them; what is missing because a store does not answer is said. */
public final class ReadRun {
    private static final int PAGE_SIZE = 5;

    private final CommandContext context;
    private final ContentStores stores;
    private final ContentNames names;

    public ReadRun(CommandContext context, ContentStores stores, ContentNames names) {
        this.context = context;
        this.stores = stores;
        this.names = names;
    }

    /** @return one of {@link ExitCode} */
    public int detail(long id) {
        PostAnswer answer = ask(reader -> reader.detail(id));
        ResolvedPost post =
                answer.post().orElseThrow(() -> new CommandException(ExitCode.NOT_FOUND, "there is no post " + id));
        context.print(Rows.of(
                        "id",
                        "version",
                        "title",
                        "content",
                        "userId",
                        "userName",
                        "categoryId",
                        "categoryName",
                        "createdAt",
                        "updatedAt")
                .add(
                        post.id(),
                        post.version(),
                        post.title(),
                        post.content(),
                        post.userId(),
                        post.userName(),
                        post.categoryId(),
                        post.categoryName(),
                        post.createdAt().toString(),
                        post.updatedAt().toString()));
        sayWithout(answer.without());
        return ExitCode.OK;
    }

    /** @return one of {@link ExitCode} */
    public int search(String keyword, int page) {
        return list(ask(reader -> reader.search(keyword, page)));
    }

    /** @return one of {@link ExitCode} */
    public int inbox(long user, int page) {
        return list(ask(reader -> reader.inbox(user, page)));
    }

    private <T> T ask(Function<ContentReader, T> question) {
        try (ReadConnections connections = new ReadConnections(stores, names, 2)) {
            return question.apply(new ContentReader(connections));
        }
    }

    private int list(PostPage page) {
        Rows rows = Rows.of("id", "title", "userName", "categoryName", "createdAt");
        for (ResolvedPost post : page.posts()) {
            rows.add(
                    post.id(),
                    post.title(),
                    post.userName(),
                    post.categoryName(),
                    post.createdAt().toString());
        }
        context.print(rows);
        long pages = (page.total() + PAGE_SIZE - 1) / PAGE_SIZE;
        context.say("%,d %s; page %d of 0 to %d"
                .formatted(page.total(), page.total() == 1 ? "post" : "posts", page.page(), Math.max(0, pages - 1)));
        sayWithout(page.without());
        if (page.leftOut() > 0) {
            context.say(page.leftOut() + (page.leftOut() == 1 ? " post" : " posts")
                    + " of this page cannot be read now and left out");
        }
        return ExitCode.OK;
    }

    private void sayWithout(List<String> without) {
        without.forEach(store -> context.say(store + " does not answer; this was answered without it"));
    }
}
