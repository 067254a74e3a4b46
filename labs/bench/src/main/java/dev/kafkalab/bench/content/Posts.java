package dev.kafkalab.bench.content;

import dev.kafkalab.labs.content.InspectedPost;
import dev.kafkalab.labs.content.Operation;
import dev.kafkalab.labs.content.OriginalPost;
import dev.kafkalab.labs.content.Post;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Posts of words in English and Korean, about 400 characters each; the same each time. */
final class Posts {
    private static final long SEED = 6;
    private static final String[] ENGLISH =
            ("server database kafka partition broker consumer cluster deploy latency cache network release travel ticket hotel"
                            + " airport mountain beach temple market train luggage sleep exercise vitamin doctor muscle breakfast"
                            + " stretching protein walking running morning evening season memory reading planning writing")
                    .split(" ");
    private static final String[] KOREAN =
            ("서버를 데이터베이스에서 카프카의 파티션을 브로커가 소비자는 클러스터에 배포를 지연이 캐시를 네트워크와 여행을 숙소에서 공항까지 산에서 바다를 사찰의"
                            + " 시장에는 기차로 짐을 수면을 운동이 비타민을 의사는 근육을 아침에 스트레칭을 단백질은 걷기와 달리기를 저녁마다 계절이 기억을 읽으며 계획을")
                    .split(" ");

    private Posts() {}

    static List<InspectedPost> make(int count) {
        Random random = new Random(SEED);
        List<InspectedPost> posts = new ArrayList<>(count);
        Instant start = Instant.parse("2026-01-01T00:00:00Z");
        for (int id = 1; id <= count; id++) {
            String[] words = id % 2 == 0 ? KOREAN : ENGLISH;
            Instant at = start.plusSeconds(id);
            Post post =
                    new Post(id, text(words, 6, random), text(words, 60, random), id % 30 + 1, id % 3 + 1, at, at, 1);
            posts.add(InspectedPost.fits(
                    OriginalPost.of(Operation.CREATE, post),
                    post,
                    List.of(words[id % words.length], words[id * 7 % words.length]),
                    at));
        }
        return posts;
    }

    private static String text(String[] words, int count, Random random) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < count; i++) {
            text.append(i == 0 ? "" : " ").append(words[random.nextInt(words.length)]);
        }
        return text.toString();
    }
}
