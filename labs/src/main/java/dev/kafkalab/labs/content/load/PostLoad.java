package dev.kafkalab.labs.content.load;

import dev.kafkalab.labs.content.write.InvalidPostException;
import dev.kafkalab.labs.content.write.PostDraft;
import dev.kafkalab.labs.content.write.PostWriter;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/**
 * Writes the posts of a file, {@value #TOGETHER} to a transaction: each row with its event, as if they were written one by one.
 * What may not be written is told of and left out. Of one thread.
 */
public final class PostLoad {
    private static final int TOGETHER = 200;

    /** Hears how it gets on, on the thread that loads. */
    public interface Listener {
        /** This many are committed, in all. */
        void loaded(long posts);

        /** That line alone was left out. */
        void refused(long line, String why);
    }

    private final PostWriter writer;
    private final Listener listener;
    private final List<PostDraft> waiting = new ArrayList<>(TOGETHER);
    private long loaded;
    private long lastLine;

    public PostLoad(PostWriter writer, Listener listener) {
        this.writer = writer;
        this.listener = listener;
    }

    /**
     * Loads to the end, or until it is to stop; what was read until then is written.
     *
     * @throws IOException if the file cannot be read
     * @throws RuntimeException if MySQL does not answer; {@link #loaded} are written, up to {@link #lastLine}
     */
    public void run(PostLines lines, BooleanSupplier stop) throws IOException {
        long number = 0;
        for (Optional<PostLine> next = lines.next(); next.isPresent(); next = lines.next()) {
            PostLine line = next.get();
            number = line.number();
            if (line instanceof PostLine.Malformed malformed) {
                listener.refused(number, malformed.why());
            } else if (line instanceof PostLine.Draft draft) {
                add(draft);
            }
            if (waiting.size() == TOGETHER) {
                write(number);
            }
            if (stop.getAsBoolean()) {
                break;
            }
        }
        write(number);
    }

    private void add(PostLine.Draft draft) {
        try {
            writer.check(draft.post());
            waiting.add(draft.post());
        } catch (InvalidPostException e) {
            listener.refused(draft.number(), String.valueOf(e.getMessage()));
        }
    }

    private void write(long upTo) {
        if (!waiting.isEmpty()) {
            writer.createAll(waiting);
            loaded += waiting.size();
            waiting.clear();
            listener.loaded(loaded);
        }
        lastLine = upTo;
    }

    /** How many posts are committed. */
    public long loaded() {
        return loaded;
    }

    /** Up to this line all that could be is committed, and nothing behind it. */
    public long lastLine() {
        return lastLine;
    }
}
