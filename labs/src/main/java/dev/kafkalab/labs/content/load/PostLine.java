package dev.kafkalab.labs.content.load;

import dev.kafkalab.labs.content.write.PostDraft;

/** What stands in one place of a file. */
public sealed interface PostLine {
    /** The line on which it begins, from 1. */
    long number();

    /** A post, not checked yet. */
    record Draft(long number, PostDraft post) implements PostLine {}

    /** Something that is no post. @param why continues {@code line 7 was not loaded: } */
    record Malformed(long number, String why) implements PostLine {}
}
