package dev.kafkalab.labs.content.torture;

import dev.kafkalab.labs.content.ContentNames;
import dev.kafkalab.labs.content.load.PostLine;
import dev.kafkalab.labs.content.load.PostLines;
import dev.kafkalab.labs.content.metadata.Metadata;
import dev.kafkalab.labs.content.write.PostDraft;
import dev.kafkalab.labs.content.write.PostWriter;
import dev.kafkalab.labs.content.write.PreparedDatabase;
import java.io.IOException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import javax.sql.DataSource;

/**
 * Write posts, change and delete them, at random. One in five is changed into something that does not fit its category, or
 * back. Of one thread.
 */
final class Authors {
    private static final int TOGETHER = 50;

    private final PostWriter posts;
    private final Random random;
    private final List<PostDraft> samples;
    private final List<Long> alive = new ArrayList<>();
    private long written;
    private long changes;

    Authors(DataSource mysql, ContentNames names, long seed) throws IOException {
        PreparedDatabase database = new PreparedDatabase(mysql, names);
        this.posts = new PostWriter(database, names, new Metadata(database, names), Clock.systemUTC());
        this.random = new Random(seed);
        this.samples = samples();
    }

    private static List<PostDraft> samples() throws IOException {
        List<PostDraft> samples = new ArrayList<>();
        try (PostLines lines = PostLines.samples()) {
            for (Optional<PostLine> line = lines.next(); line.isPresent(); line = lines.next()) {
                if (line.get() instanceof PostLine.Draft draft) {
                    samples.add(draft.post());
                }
            }
        }
        return samples;
    }

    /** So many new posts, with half as many changes and a tenth as many deletions among them. */
    void write(int count) {
        for (int left = count; left > 0; left -= TOGETHER) {
            int now = Math.min(TOGETHER, left);
            List<PostDraft> drafts = new ArrayList<>();
            for (int i = 0; i < now; i++) {
                drafts.add(samples.get(random.nextInt(samples.size())));
            }
            posts.createAll(drafts).forEach(post -> alive.add(post.post().id()));
            written += now;
            for (int i = 0; i < now / 2; i++) {
                change();
            }
            for (int i = 0; i < now / 10; i++) {
                posts.delete(alive.remove(random.nextInt(alive.size())));
                changes++;
            }
        }
    }

    /** Those written last more often: several events of a post are under way together. */
    private void change() {
        int last = alive.size() - 1;
        int back = random.nextBoolean() ? random.nextInt(Math.min(3, last + 1)) : random.nextInt(last + 1);
        PostDraft text = samples.get(random.nextInt(samples.size()));
        Long category = random.nextInt(5) == 0 ? null : text.categoryId();
        posts.revise(alive.get(last - back), new PostDraft(text.title(), text.content(), null, category));
        changes++;
    }

    long written() {
        return written;
    }

    /** Changes and deletions. */
    long changes() {
        return changes;
    }
}
