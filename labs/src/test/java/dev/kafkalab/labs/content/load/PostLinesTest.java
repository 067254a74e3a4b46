package dev.kafkalab.labs.content.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kafkalab.KafkaLabException;
import dev.kafkalab.labs.content.Post;
import dev.kafkalab.labs.content.write.PostDraft;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class PostLinesTest {
    @Test
    void anObjectALineAndWhatIsNoneIsNamedByItsLine() throws IOException {
        List<PostLine> lines = read(PostLines.Form.JSON_LINES, """
                {"title": "T", "content": "C", "userId": 1, "categoryId": 2}

                [1]
                {"title": "T"
                {"title": 7, "content": "C", "userId": 1, "categoryId": 2}
                {"content": "C", "userId": "1", "categoryId": 2}
                {"userId": 1.5}
                {"title": "제목", "content": "내용", "more": true}""");
        assertThat(lines)
                .containsExactly(
                        new PostLine.Draft(1, new PostDraft("T", "C", 1L, 2L)),
                        new PostLine.Malformed(3, "it is no JSON object"),
                        new PostLine.Malformed(4, "it is no JSON; look at column 14"),
                        new PostLine.Malformed(5, "title must be text"),
                        new PostLine.Malformed(6, "userId must be a whole number"),
                        new PostLine.Malformed(7, "userId must be a whole number"),
                        new PostLine.Draft(8, new PostDraft("제목", "내용", null, null)));
    }

    @Test
    void csvHasItsColumnsInAnyOrderAndFieldsOfSeveralLines() throws IOException {
        List<PostLine> lines = read(PostLines.Form.CSV, """
                categoryId,userId,title,note,content
                2,1,T,,C
                3,2,"Commas, ""quotes"" too",,"first
                second"
                1,x,T,,C
                1,2,T
                1,2,제목,,내용
                """);
        assertThat(lines)
                .containsExactly(
                        new PostLine.Draft(2, new PostDraft("T", "C", 1L, 2L)),
                        new PostLine.Draft(3, new PostDraft("Commas, \"quotes\" too", "first\nsecond", 2L, 3L)),
                        new PostLine.Malformed(5, "userId must be a whole number"),
                        new PostLine.Malformed(6, "it has 3 fields instead of 5"),
                        new PostLine.Draft(7, new PostDraft("제목", "내용", 2L, 1L)));
    }

    @Test
    void csvWithoutItsFirstLineIsRefused() {
        assertThatThrownBy(() -> read(PostLines.Form.CSV, "T,C,1,2\n"))
                .isInstanceOf(KafkaLabException.class)
                .hasMessageContaining("first line");
        assertThatThrownBy(() -> read(PostLines.Form.CSV, ""))
                .isInstanceOf(KafkaLabException.class)
                .hasMessageContaining("first line");
    }

    @Test
    void aQuoteThatNobodyClosesEndsTheFileWithALineThatSaysSo() throws IOException {
        List<PostLine> lines = read(PostLines.Form.CSV, """
                title,content,userId,categoryId
                T,C,1,2
                T,"C,1,2
                T,C,1,2
                """);
        assertThat(lines).hasSize(2);
        assertThat(lines.get(1)).isInstanceOfSatisfying(PostLine.Malformed.class, line -> {
            assertThat(line.why()).contains("quote");
            assertThat(line.number()).isGreaterThanOrEqualTo(2);
        });
    }

    @Test
    void theSamplesAreHundredsOfPostsInTwoLanguagesAndThreeCategories() throws IOException {
        List<PostLine> samples = new ArrayList<>();
        try (PostLines lines = PostLines.samples()) {
            for (Optional<PostLine> line = lines.next(); line.isPresent(); line = lines.next()) {
                samples.add(line.get());
            }
        }
        Set<Long> categories = new HashSet<>();
        long korean = 0;
        for (PostLine sample : samples) {
            PostDraft post = ((PostLine.Draft) sample).post();
            categories.add(post.categoryId());
            assertThat(post.userId()).isBetween(1L, 30L);
            assertThat(post.title()).isNotBlank().hasSizeLessThanOrEqualTo(Post.LONGEST_TITLE);
            korean += String.valueOf(post.title()).codePoints().anyMatch(Character::isIdeographic)
                            || String.valueOf(post.title()).matches(".*[가-힣].*")
                    ? 1
                    : 0;
        }
        assertThat(samples).hasSizeGreaterThanOrEqualTo(300);
        assertThat(categories).containsExactlyInAnyOrder(1L, 2L, 3L);
        assertThat(korean).isBetween(samples.size() / 3L, samples.size() * 2L / 3);
    }

    private static List<PostLine> read(PostLines.Form form, String text) throws IOException {
        List<PostLine> all = new ArrayList<>();
        try (PostLines lines = PostLines.read(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)), form)) {
            for (Optional<PostLine> line = lines.next(); line.isPresent(); line = lines.next()) {
                all.add(line.get());
            }
        }
        return all;
    }
}
