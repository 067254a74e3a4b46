package dev.kafkalab.labs.content.write;

import org.jspecify.annotations.Nullable;

/** What somebody wants to be written, as it came: nothing is checked yet, and what was left out is null. */
public record PostDraft(
        @Nullable String title,
        @Nullable String content,
        @Nullable Long userId,
        @Nullable Long categoryId) {}
