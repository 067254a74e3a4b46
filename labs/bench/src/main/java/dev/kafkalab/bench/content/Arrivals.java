package dev.kafkalab.bench.content;

import com.fasterxml.jackson.databind.JsonNode;
import dev.kafkalab.labs.content.ContentJson;
import dev.kafkalab.labs.content.ContentNames;
import dev.kafkalab.labs.content.ContentStores;
import dev.kafkalab.labs.content.cache.CachedPost;
import dev.kafkalab.labs.content.cache.PostCache;
import dev.kafkalab.labs.content.work.StoreConnections;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.HdrHistogram.Histogram;
import org.elasticsearch.client.Request;
import org.elasticsearch.client.ResponseException;
import org.elasticsearch.client.RestClient;
import redis.clients.jedis.RedisClient;

/**
 * Sees when posts arrive in Redis and in searches, by asking again and again on two threads of its own. What was refused arrives
 * nowhere and is not waited for. Thread-safe; its creator closes it.
 */
final class Arrivals implements AutoCloseable {
    private static final long MOST_MICROS = 120_000_000;
    private static final long CACHE_GLANCE_MILLIS = 2;
    private static final long SEARCH_GLANCE_MILLIS = 20;
    private static final int MOST_ASKED = 1_000;

    private final RedisClient redis;
    private final RestClient elasticsearch;
    private final PostCache cache;
    private final String index;
    private final int posts;
    private final Map<Long, Long> notCached = new ConcurrentHashMap<>();
    private final Map<Long, Long> notSearched = new ConcurrentHashMap<>();
    private final Histogram cached = new Histogram(MOST_MICROS, 3);
    private final Histogram searched = new Histogram(MOST_MICROS, 3);
    private final List<String> complaints = Collections.synchronizedList(new ArrayList<>());
    private final CountDownLatch ended = new CountDownLatch(2);
    private volatile boolean all;
    private volatile long deadline = Long.MAX_VALUE;
    private int refused;

    Arrivals(ContentStores stores, ContentNames names, int posts) {
        this.redis = StoreConnections.redis(stores, 1);
        this.elasticsearch = StoreConnections.elasticsearch(stores);
        this.cache = new PostCache(redis, names);
        this.index = names.index();
        this.posts = posts;
        watch("cache-watcher", this::lookIntoCache, notCached, CACHE_GLANCE_MILLIS);
        watch("search-watcher", this::search, notSearched, SEARCH_GLANCE_MILLIS);
    }

    private interface Look {
        void look() throws IOException;
    }

    private void watch(String name, Look look, Map<Long, Long> outstanding, long glanceMillis) {
        Thread thread = new Thread(
                () -> {
                    try {
                        while (!(all && outstanding.isEmpty()) && System.nanoTime() < deadline) {
                            look.look();
                            TimeUnit.MILLISECONDS.sleep(glanceMillis);
                        }
                    } catch (IOException | RuntimeException e) {
                        complaints.add(name + ": " + e);
                    } catch (InterruptedException e) {
                        Thread.currentThread().interrupt();
                    } finally {
                        ended.countDown();
                    }
                },
                name);
        thread.setDaemon(true);
        thread.start();
    }

    /** @param due when it was to be created, by {@link System#nanoTime} */
    void created(long id, long due) {
        notCached.put(id, due);
        notSearched.put(id, due);
    }

    private void lookIntoCache() {
        Set<Long> asked = some(notCached);
        Map<Long, CachedPost> found = cache.get(asked);
        long now = System.nanoTime();
        found.forEach((id, post) -> {
            Long due = notCached.remove(id);
            if (due != null && post.json().isPresent()) {
                cached.recordValue(Math.min(MOST_MICROS, (now - due) / 1_000));
            } else if (due != null) {
                notSearched.remove(id);
                refused++;
            }
        });
    }

    private static Set<Long> some(Map<Long, Long> outstanding) {
        Set<Long> some = new HashSet<>();
        for (long id : outstanding.keySet()) {
            if (some.size() < MOST_ASKED) {
                some.add(id);
            }
        }
        return some;
    }

    private void search() throws IOException {
        Set<Long> asked = some(notSearched);
        if (asked.isEmpty()) {
            return;
        }
        Request request = new Request("POST", "/" + index + "/_search");
        request.addParameter("filter_path", "hits.hits._id");
        request.setJsonEntity("{\"size\": %d, \"_source\": false, \"query\": {\"terms\": {\"id\": %s}}}"
                .formatted(MOST_ASKED, asked));
        JsonNode hits;
        try (InputStream answer =
                elasticsearch.performRequest(request).getEntity().getContent()) {
            hits = ContentJson.mapper().readTree(answer).at("/hits/hits");
        } catch (ResponseException e) {
            if (e.getResponse().getStatusLine().getStatusCode() == 404) {
                return; // nothing was indexed yet
            }
            throw e;
        }
        long now = System.nanoTime();
        for (JsonNode hit : hits) {
            Long due = notSearched.remove(hit.path("_id").asLong());
            if (due != null) {
                searched.recordValue(Math.min(MOST_MICROS, (now - due) / 1_000));
            }
        }
    }

    /** All were created; waits for those that have not arrived. */
    void await(Duration limit) throws InterruptedException {
        deadline = System.nanoTime() + limit.toNanos();
        all = true;
        ended.await();
        if (!notCached.isEmpty() || !notSearched.isEmpty()) {
            complaints.add("%d posts did not arrive in the cache, %d in searches"
                    .formatted(notCached.size(), notSearched.size()));
        }
        if (refused * 20 > posts) {
            complaints.add(refused + " posts were refused");
        }
    }

    Histogram cached() {
        return cached;
    }

    Histogram searched() {
        return searched;
    }

    List<String> complaints() {
        return List.copyOf(complaints);
    }

    @Override
    public void close() throws IOException {
        deadline = 0;
        redis.close();
        elasticsearch.close();
    }
}
