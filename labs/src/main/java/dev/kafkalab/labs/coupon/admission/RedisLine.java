package dev.kafkalab.labs.coupon.admission;

import dev.kafkalab.KafkaLabException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import redis.clients.jedis.Jedis;
import redis.clients.jedis.Pipeline;
import redis.clients.jedis.Response;
import redis.clients.jedis.exceptions.JedisException;
import redis.clients.jedis.params.ScanParams;
import redis.clients.jedis.resps.ScanResult;

/**
 * One connection to Redis that knows which run of the server it leads to. A connection does not outlive its server, so
 * whoever holds one can say in each request on which run its knowledge rests.
 *
 * <p>Used by one thread, which closes it. After any exception it is closed and a new one is opened.
 */
public final class RedisLine implements AutoCloseable {
    private static final int PAGE = 500;

    private final Jedis jedis;
    private final String run;
    private final Map<Script, byte[]> digests = new EnumMap<>(Script.class);

    private RedisLine(Jedis jedis) {
        this.jedis = jedis;
        this.run = jedis.info("server")
                .lines()
                .filter(line -> line.startsWith("run_id:"))
                .findFirst()
                .map(line -> line.substring("run_id:".length()).strip())
                .orElseThrow(() -> new JedisException("the server does not tell its run_id"));
        for (Script script : Script.values()) {
            digests.put(script, jedis.scriptLoad(script.text()));
        }
    }

    /**
     * Connects and loads the scripts.
     *
     * @param patience for connecting and for each answer
     * @throws JedisException if there is no server, or it is not ready yet
     */
    public static RedisLine open(URI address, Duration patience) {
        Jedis jedis = new Jedis(address, (int) patience.toMillis());
        try {
            return new RedisLine(jedis);
        } catch (RuntimeException e) {
            jedis.close();
            throw e;
        }
    }

    /** The same for somebody who waits for it. @throws KafkaLabException in place of Jedis's exceptions */
    public static RedisLine reach(URI address, Duration patience) {
        try {
            return open(address, patience);
        } catch (JedisException e) {
            throw unreachable(address, e);
        }
    }

    /** As people are told. */
    public static KafkaLabException unreachable(URI address, JedisException failure) {
        return new KafkaLabException(
                KafkaLabException.Reason.UNREACHABLE,
                "no answer from Redis at %s:%d (%s); start one with: sandbox up --only redis, or name another in KAFKA_LAB_REDIS_URL"
                        .formatted(
                                address.getHost(),
                                address.getPort(),
                                String.valueOf(failure.getMessage())
                                        .lines()
                                        .findFirst()
                                        .orElse("")),
                failure);
    }

    /** Which run of the server this is; another one after each start. */
    public String run() {
        return run;
    }

    /** Runs one script. */
    public Object run(Script script, List<String> keys, List<String> arguments) {
        return jedis.evalsha(digest(script), bytes(keys), bytes(arguments));
    }

    private byte[] digest(Script script) {
        byte[] digest = digests.get(script);
        if (digest == null) {
            throw new IllegalStateException("script " + script + " is not loaded");
        }
        return digest;
    }

    private static List<byte[]> bytes(List<String> texts) {
        List<byte[]> bytes = new ArrayList<>(texts.size());
        texts.forEach(text -> bytes.add(text.getBytes(StandardCharsets.UTF_8)));
        return bytes;
    }

    /** Gathers scripts that are sent together. */
    public Batch batch() {
        return new Batch(jedis.pipelined());
    }

    /** Scripts that are sent together and answered together. */
    public final class Batch {
        private final Pipeline pipeline;

        private Batch(Pipeline pipeline) {
            this.pipeline = pipeline;
        }

        /** Its answer is there after {@link #send}. */
        public Response<Object> add(Script script, List<byte[]> keys, List<byte[]> arguments) {
            return pipeline.evalsha(digest(script), keys, arguments);
        }

        /** Sends all and waits for all answers. */
        public void send() {
            pipeline.sync();
        }
    }

    /** Fields of a hash; null where there is none. */
    public List<@Nullable String> fields(String key, String... fields) {
        return jedis.hmget(key, fields);
    }

    /** All of a hash. It must not change meanwhile, or some of it may come twice or not at all. */
    public Map<String, String> all(String key) {
        return jedis.hgetAll(key);
    }

    /** How many fields a hash has. */
    public long size(String key) {
        return jedis.hlen(key);
    }

    /** A page of a hash that may change meanwhile; begin with {@link ScanParams#SCAN_POINTER_START}. */
    public ScanResult<Map.Entry<String, String>> page(String key, String cursor) {
        return jedis.hscan(key, cursor, new ScanParams().count(PAGE));
    }

    /** The server's clock, in milliseconds since 1970. */
    public long millis() {
        List<String> time = jedis.time();
        return Long.parseLong(time.get(0)) * 1000 + Long.parseLong(time.get(1)) / 1000;
    }

    public void delete(String... keys) {
        jedis.del(keys);
    }

    @Override
    public void close() {
        try {
            jedis.close();
        } catch (JedisException e) {
            // falls through: it was broken anyway
        }
    }
}
