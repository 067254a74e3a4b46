package dev.kafkalab.labs.content.inspect;

import dev.kafkalab.labs.content.Post;

/** Judges posts. Thread-safe: several are judged at once. */
public interface PostJudge {
    /**
     * @param category the name of the post's category
     * @throws InterruptedException if it waits and is interrupted
     */
    Judgement judge(Post post, String category) throws InterruptedException;

    /** What tells its judgements from those of others: they are remembered under it. */
    String identity();
}
