package dev.kafkalab.labs.content.inspect;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kafkalab.labs.content.Platform;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class OfflineJudgeTest {
    private static final Map<Long, String> NAMES = Map.of(1L, "IT", 2L, "Travel", 3L, "Health");

    private final OfflineJudge judge = OfflineJudge.standard(NAMES::get);

    private Judgement judge(String title, String content, long category) {
        return judge.judge(Platform.post(1, 1, title, content, 1, category), String.valueOf(NAMES.get(category)));
    }

    /**
     * Posts on other subjects than those that were learned from, which nothing was learned from and nothing was tuned by. Each
     * is put once into each of the three categories, of which one is right.
     */
    @Test
    void nineteenOfTwentyHeldOutPostsAreJudgedRightly() {
        List<LabelledPost> heldOut = LabelledPost.read("held-out-posts.jsonl");
        int right = 0;
        int wronglyRefused = 0;
        int wronglyTaken = 0;
        for (LabelledPost post : heldOut) {
            for (long category : NAMES.keySet()) {
                boolean fits = judge(post.title(), post.content(), category).fits();
                boolean should = category == post.categoryId();
                right += fits == should ? 1 : 0;
                wronglyRefused += should && !fits ? 1 : 0;
                wronglyTaken += !should && fits ? 1 : 0;
            }
        }
        double accuracy = right / (3.0 * heldOut.size());
        String found = "%d posts held out, accuracy %.3f, %d refused that fit, %d taken that do not"
                .formatted(heldOut.size(), accuracy, wronglyRefused, wronglyTaken);
        assertThat(heldOut).hasSizeGreaterThan(70);
        assertThat(accuracy).as(found).isGreaterThanOrEqualTo(0.95);
        assertThat(wronglyRefused).as(found).isLessThanOrEqualTo(heldOut.size() / 20);
    }

    @Test
    void textsThatNobodyLearnedFromAreJudgedByWhatTheySay() {
        assertThat(judge("Kubernetes upgrade", "We rolled the cluster and the database server without downtime.", 1)
                        .fits())
                .isTrue();
        Judgement misfit = judge("Three days in Kyoto", "Temples, a ryokan hotel, a train ticket and the airport.", 1);
        assertThat(misfit.fits()).isFalse();
        assertThat(misfit.reason()).startsWith("reads like Travel rather than IT: ");
        assertThat(judge("무릎 통증과 운동", "스트레칭과 근력 운동으로 통증을 줄이는 방법", 3).fits()).isTrue();
        assertThat(judge("무릎 통증과 운동", "스트레칭과 근력 운동으로 통증을 줄이는 방법", 2).fits()).isFalse();
    }

    @Test
    void whatSaysNothingOfAnyCategoryFits() {
        assertThat(judge("zzz", "qqq xyzzy", 2).fits()).isTrue();
        assertThat(judge("Kyoto hotel", "flight and airport", 99).fits())
                .as("a category unknown")
                .isTrue();
    }

    @Test
    void tagsAreWordsOfThePostFiveAtMostAndAlwaysTheSame() {
        Judgement first = judge(
                "Kafka consumer lag",
                "The consumer group falls behind when the broker is slow. Kafka partitions, servers, databases and caches.",
                1);
        assertThat(first.tags()).hasSize(5).contains("kafka", "consumer").allMatch(tag -> tag.matches("[a-z]+"));
        assertThat(judge("제주도의 숙소", "바다가 보이는 숙소에서 여행을 시작했습니다", 2).tags()).contains("제주도", "숙소");
        assertThat(judge("Kafka consumer lag", "again", 1)).isEqualTo(judge("Kafka consumer lag", "again", 1));
    }
}
