package dev.kafkalab.labs.content.inspect;

import dev.kafkalab.labs.content.ContentJson;
import dev.kafkalab.labs.content.ContentNames;
import dev.kafkalab.labs.content.Post;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import redis.clients.jedis.UnifiedJedis;
import redis.clients.jedis.exceptions.JedisException;
import redis.clients.jedis.params.SetParams;

/**
 * Remembers judgements in Redis for a month, by a hash of what was judged, so that the same text costs nothing the second
 * time, whatever post it is in and whoever judges. While Redis does not answer it asks again. Thread-safe; the client is the
 * caller's.
 */
public final class RememberedJudge implements PostJudge {
    private static final Duration MONTH = Duration.ofDays(30);

    private final PostJudge judge;
    private final UnifiedJedis redis;
    private final String prefix;

    public RememberedJudge(PostJudge judge, UnifiedJedis redis, ContentNames names) {
        this.judge = judge;
        this.redis = redis;
        this.prefix = names.cache() + "judgement:";
    }

    @Override
    public String identity() {
        return judge.identity();
    }

    @Override
    public Judgement judge(Post post, String category) throws InterruptedException {
        String key = prefix + hash(List.of(judge.identity(), category, post.title(), post.content()));
        Optional<Judgement> remembered = recall(key);
        if (remembered.isPresent()) {
            return remembered.get();
        }
        Judgement judgement = judge.judge(post, category);
        remember(key, judgement);
        return judgement;
    }

    private Optional<Judgement> recall(String key) {
        try {
            @Nullable String text = redis.get(key);
            return text == null
                    ? Optional.empty()
                    : Optional.of(ContentJson.mapper().readValue(text, Judgement.class));
        } catch (JedisException | IOException | IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private void remember(String key, Judgement judgement) {
        try {
            redis.set(
                    key,
                    ContentJson.mapper().writeValueAsString(judgement),
                    SetParams.setParams().px(MONTH.toMillis()));
        } catch (JedisException | IOException e) {
            // Then it is asked again.
        }
    }

    /** Each part with its length, so that no two lists are the same text. */
    private static String hash(List<String> parts) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            for (String part : parts) {
                byte[] bytes = part.getBytes(StandardCharsets.UTF_8);
                digest.update((bytes.length + ":").getBytes(StandardCharsets.US_ASCII));
                digest.update(bytes);
            }
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e); // every JDK has it
        }
    }
}
