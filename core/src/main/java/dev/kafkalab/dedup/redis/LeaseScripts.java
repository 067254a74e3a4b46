package dev.kafkalab.dedup.redis;

import dev.kafkalab.dedup.DeliveryId;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import redis.clients.jedis.UnifiedJedis;

/**
 * What Redis does in one step each. An id is one key: absent, the token of who holds the lease, or {@code done}. Each may be
 * sent twice by a client that repeats what got no answer.
 */
final class LeaseScripts {
    /** Answers of {@link #claim}; above zero: milliseconds that another's lease still runs. */
    static final long CLAIMED = 0;

    static final long DONE = -1;

    private static final String CLAIM = """
            local held = redis.call('GET', KEYS[1])
            if held == 'done' then return -1 end
            if held and held ~= ARGV[1] then return math.max(redis.call('PTTL', KEYS[1]), 1) end
            redis.call('SET', KEYS[1], ARGV[1], 'PX', ARGV[2])
            return 0
            """;

    /** Also when the lease ran out: what is done is done, unless another has begun. */
    private static final String FINISH = """
            local held = redis.call('GET', KEYS[1])
            if held == 'done' then return 1 end
            if held and held ~= ARGV[1] then return 0 end
            redis.call('SET', KEYS[1], 'done', 'PX', ARGV[2])
            return 1
            """;

    private static final String RELEASE = """
            if redis.call('GET', KEYS[1]) == ARGV[1] then return redis.call('DEL', KEYS[1]) end
            return 0
            """;

    private final UnifiedJedis redis;

    LeaseScripts(UnifiedJedis redis) {
        this.redis = redis;
    }

    /** The group is escaped, so that its end cannot be mistaken. */
    static String key(DeliveryId id) {
        return "kafka-lab:once:" + URLEncoder.encode(id.group(), StandardCharsets.UTF_8) + ":" + id.id();
    }

    /** Also renews what this token holds, or held until it ran out. */
    long claim(String key, String token, Duration lease) {
        return eval(CLAIM, key, token, lease);
    }

    /** @return whether it is done now; false if another holds the lease */
    boolean finish(String key, String token, Duration memory) {
        return eval(FINISH, key, token, memory) == 1;
    }

    void release(String key, String token) {
        redis.eval(RELEASE, List.of(key), List.of(token));
    }

    private long eval(String script, String key, String token, Duration duration) {
        return (Long) redis.eval(script, List.of(key), List.of(token, Long.toString(duration.toMillis())));
    }
}
