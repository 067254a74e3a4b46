package dev.kafkalab.labs.content.write;

import dev.kafkalab.labs.content.Post;
import dev.kafkalab.labs.content.metadata.Metadata;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What a post must be like; each check collects everything that is wrong before it refuses. Thread-safe. */
public final class PostRules {
    /** Characters (code points) of a content at most: {@value}. */
    public static final int LONGEST_CONTENT = 20_000;

    private final Metadata metadata;

    PostRules(Metadata metadata) {
        this.metadata = metadata;
    }

    /** A new post. @throws InvalidPostException with everything that is wrong */
    ValidPost check(PostDraft draft) throws SQLException {
        List<InvalidField> wrong = new ArrayList<>();
        checkTitle(draft.title(), wrong);
        checkContent(draft.content(), wrong);
        checkUser(draft.userId(), wrong);
        checkCategory(draft.categoryId(), wrong);
        refuse(wrong);
        return new ValidPost(
                new ValidPost.Text(
                        Objects.requireNonNull(draft.title()),
                        Objects.requireNonNull(draft.content()),
                        Objects.requireNonNull(draft.categoryId())),
                Objects.requireNonNull(draft.userId()));
    }

    /** What replaces a post's text: all of it must be there. @return the same */
    PostDraft checkWhole(PostDraft draft) throws SQLException {
        List<InvalidField> wrong = new ArrayList<>();
        checkTitle(draft.title(), wrong);
        checkContent(draft.content(), wrong);
        checkCategory(draft.categoryId(), wrong);
        refuse(wrong);
        return draft;
    }

    /** What changes parts of a post's text. @return the same */
    PostDraft checkParts(PostDraft draft) throws SQLException {
        List<InvalidField> wrong = new ArrayList<>();
        if (draft.title() != null) {
            checkTitle(draft.title(), wrong);
        }
        if (draft.content() != null) {
            checkContent(draft.content(), wrong);
        }
        if (draft.categoryId() != null) {
            checkCategory(draft.categoryId(), wrong);
        }
        refuse(wrong);
        return draft;
    }

    private static void refuse(List<InvalidField> wrong) {
        if (!wrong.isEmpty()) {
            throw new InvalidPostException(wrong);
        }
    }

    private static void checkTitle(@Nullable String title, List<InvalidField> wrong) {
        checkText("title", title, Post.LONGEST_TITLE, wrong);
        if (title != null && title.codePoints().anyMatch(Character::isISOControl)) {
            wrong.add(new InvalidField("title", "must be one line without control characters"));
        }
    }

    private static void checkContent(@Nullable String content, List<InvalidField> wrong) {
        checkText("content", content, LONGEST_CONTENT, wrong);
    }

    private static void checkText(String field, @Nullable String text, int longest, List<InvalidField> wrong) {
        if (text == null || text.isBlank()) {
            wrong.add(new InvalidField(field, "must not be empty"));
            return;
        }
        int length = text.codePointCount(0, text.length());
        if (length > longest) {
            wrong.add(new InvalidField(field, "must have 1 to %d characters, not %d".formatted(longest, length)));
        }
        if (!StandardCharsets.UTF_8.newEncoder().canEncode(text)) {
            wrong.add(new InvalidField(field, "must not hold half a character"));
        }
    }

    private void checkUser(@Nullable Long userId, List<InvalidField> wrong) throws SQLException {
        if (userId == null) {
            wrong.add(new InvalidField("userId", "must not be empty"));
        } else if (metadata.userName(userId).isEmpty()) {
            wrong.add(new InvalidField("userId", "must be a user; there is no user " + userId));
        }
    }

    private void checkCategory(@Nullable Long categoryId, List<InvalidField> wrong) throws SQLException {
        if (categoryId == null) {
            wrong.add(new InvalidField("categoryId", "must not be empty"));
        } else if (metadata.categoryName(categoryId).isEmpty()) {
            wrong.add(new InvalidField("categoryId", "must be a category; there is no category " + categoryId));
        }
    }
}
