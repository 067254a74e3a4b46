package dev.kafkalab.labs.content.cache;

import dev.kafkalab.labs.content.ContentNames;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import redis.clients.jedis.UnifiedJedis;
import redis.clients.jedis.params.ScanParams;
import redis.clients.jedis.params.SetParams;
import redis.clients.jedis.resps.ScanResult;

/**
 * The posts in Redis. What is put never replaces something newer, and nothing brings back what was deleted: both are decided
 * in one script, on the versions. Thread-safe; the client is the caller's.
 *
 * <p>What Redis does not answer is a {@link redis.clients.jedis.exceptions.JedisException}.
 */
public final class PostCache {
    /** How long a post stays that nobody touched. */
    public static final Duration TTL = Duration.ofHours(1);

    /** Longer than any reader may sit on what it read from the database before the deletion. */
    static final Duration MEMORY_OF_DELETIONS = Duration.ofDays(1);
    /** Of what never was: short, since it may come to be. */
    static final Duration MEMORY_OF_ABSENCE = Duration.ofSeconds(5);

    /**
     * KEYS: the post. ARGV: its version, what to store, how many milliseconds to keep it (0: for good). A deletion wins over
     * a post of the same version. Versions are whole numbers that a double holds.
     */
    private static final byte[] PUT = """
            local held = redis.call('GET', KEYS[1])
            local blank = #ARGV[1] + 1
            local deletes = #ARGV[2] == blank
            if held then
              local at = string.find(held, ' ', 1, true)
              local version = tonumber(string.sub(held, 1, at - 1))
              local new = tonumber(ARGV[1])
              if version > new or (version == new and not (deletes and #held > at)) then return 0 end
            end
            if ARGV[3] == '0' then
              redis.call('SET', KEYS[1], ARGV[2])
            else
              redis.call('SET', KEYS[1], ARGV[2], 'PX', ARGV[3])
            end
            return 1
            """.getBytes(StandardCharsets.UTF_8);

    private static final String RELEASE =
            "if redis.call('GET', KEYS[1]) == ARGV[1] then return redis.call('DEL', KEYS[1]) end return 0";

    private final UnifiedJedis redis;
    private final String all;
    private final String prefix;

    public PostCache(UnifiedJedis redis, ContentNames names) {
        this.redis = redis;
        this.all = names.cache();
        this.prefix = names.cache() + "post:";
    }

    /** The key of a post, for whoever looks at Redis itself. */
    public String key(long id) {
        return prefix + id;
    }

    /**
     * Puts it unless something as new or newer is there.
     *
     * @return whether it was put
     */
    public boolean putIfNewer(long id, CachedPost post) {
        return put(id, post, keeping(post));
    }

    /**
     * Notes that a post may not be shown although the database has it. This is kept until there is a newer version: no other
     * store knows.
     *
     * @return whether it was noted
     */
    public boolean refuse(long id, long version) {
        return put(id, CachedPost.gone(version), Duration.ZERO);
    }

    private boolean put(long id, CachedPost post, Duration keep) {
        Object put = redis.eval(
                PUT,
                List.of(bytes(key(id))),
                List.of(bytes(Long.toString(post.version())), post.bytes(), bytes(Long.toString(keep.toMillis()))));
        return Long.valueOf(1).equals(put);
    }

    /** Empty if the cache does not know. */
    public Optional<CachedPost> get(long id) {
        return Optional.ofNullable(redis.get(bytes(key(id)))).map(CachedPost::parse);
    }

    /** In one request; without those that the cache does not know. */
    public Map<Long, CachedPost> get(Collection<Long> ids) {
        Map<Long, CachedPost> found = new HashMap<>();
        if (ids.isEmpty()) {
            return found;
        }
        List<Long> asked = List.copyOf(ids);
        List<byte[]> values =
                redis.mget(asked.stream().map(id -> bytes(key(id))).toArray(byte[][]::new));
        for (int i = 0; i < asked.size(); i++) {
            byte[] value = values.get(i);
            if (value != null) {
                found.put(asked.get(i), CachedPost.parse(value));
            }
        }
        return found;
    }

    /**
     * The ids of all posts that the cache knows something of, in parts and in no order. One that comes or goes meanwhile may
     * be among them, and one may come twice.
     */
    public void scan(Consumer<List<Long>> ids) {
        ScanParams posts = new ScanParams().match(prefix + "*").count(1_000);
        String cursor = ScanParams.SCAN_POINTER_START;
        do {
            ScanResult<String> part = redis.scan(cursor, posts);
            List<Long> found = part.getResult().stream()
                    .map(key -> key.substring(prefix.length()))
                    .filter(rest -> rest.matches("\\d{1,18}")) // the others are leases
                    .map(Long::valueOf)
                    .toList();
            if (!found.isEmpty()) {
                ids.accept(found);
            }
            cursor = part.getCursor();
        } while (!cursor.equals(ScanParams.SCAN_POINTER_START));
    }

    /** Takes everything away that begins with the platform's prefix, judgements and leases too. */
    public void forgetAll() {
        ScanParams ours = new ScanParams().match(all + "*").count(1_000);
        String cursor = ScanParams.SCAN_POINTER_START;
        do {
            ScanResult<String> part = redis.scan(cursor, ours);
            if (!part.getResult().isEmpty()) {
                redis.del(part.getResult().toArray(String[]::new));
            }
            cursor = part.getCursor();
        } while (!cursor.equals(ScanParams.SCAN_POINTER_START));
    }

    /** How much longer a post stays; empty if it stays for good, or is not there. */
    public Optional<Duration> staysFor(long id) {
        long left = redis.pttl(key(id));
        return left < 0 ? Optional.empty() : Optional.of(Duration.ofMillis(left));
    }

    /** How long something like this is kept by {@link #putIfNewer}. */
    public static Duration keeping(CachedPost post) {
        return post.json().isPresent() ? TTL : post.version() == 0 ? MEMORY_OF_ABSENCE : MEMORY_OF_DELETIONS;
    }

    /** Takes it away, as if it had never been cached; for repairs. */
    public void forget(long id) {
        redis.del(key(id));
    }

    /**
     * Lets one of all readers, in whatever process, load a post.
     *
     * @return what to {@link #release} it with; empty if another has it, for at most {@code limit}
     */
    Optional<String> lease(long id, Duration limit) {
        String token = UUID.randomUUID().toString();
        String set = redis.set(lease(id), token, SetParams.setParams().nx().px(limit.toMillis()));
        return set == null ? Optional.empty() : Optional.of(token);
    }

    void release(long id, String token) {
        redis.eval(RELEASE, List.of(lease(id)), List.of(token));
    }

    private String lease(long id) {
        return prefix + id + ":lease";
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
