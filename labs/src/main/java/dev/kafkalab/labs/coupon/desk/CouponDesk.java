package dev.kafkalab.labs.coupon.desk;

import dev.kafkalab.labs.coupon.Answer;
import dev.kafkalab.labs.coupon.CouponStores;
import dev.kafkalab.labs.coupon.admission.Decisions;
import dev.kafkalab.labs.coupon.admission.RedisLine;
import dev.kafkalab.labs.coupon.rebuild.Opening;
import dev.kafkalab.labs.coupon.topic.Admission;
import dev.kafkalab.labs.coupon.topic.CouponJson;
import dev.kafkalab.labs.coupon.topic.RequestTopic;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.apache.kafka.clients.producer.Callback;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import redis.clients.jedis.exceptions.JedisException;

/**
 * Takes requests for coupons. Redis decides; whoever is admitted goes to Kafka; when the brokers have acknowledged it, Redis
 * takes it off its list of pending admissions; then it is answered.
 *
 * <p>Promises: an answer {@link Answer.Issued} is given only for an admission that counts, which workers write and no rebuild
 * takes back. Whatever dies in between, an admission is in Redis's list of pending ones until it is in the topic, and is
 * {@link Sweep found there}. Not promised: an answer. Who gets {@link Answer.Unavailable} may be admitted nevertheless, and
 * learns it by asking again.
 *
 * <p>Requests that come at the same time share a round trip to Redis; none waits for others to come. Thread-safe. One thread
 * of its own talks to Redis and calls listeners, which must not block. Whoever opens a desk closes it.
 */
public final class CouponDesk implements Requests, AutoCloseable {
    /** How long a request may take before it is answered that it is not known what becomes of it. */
    public static final Duration STANDARD_PATIENCE = Duration.ofSeconds(8);

    private static final Logger LOG = LoggerFactory.getLogger(CouponDesk.class);
    private static final int MOST_AT_ONCE = 512;
    private static final int MOST_INSIDE = 100_000;
    private static final Duration REDIS_PATIENCE = Duration.ofSeconds(2);
    private static final Answer TOO_MANY = new Answer.Unavailable("too many requests at once");

    private final CouponStores stores;
    private final Duration patience;
    private final KafkaProducer<byte[], byte[]> producer;
    private final Openings openings;
    private final WaitingRoom room = new WaitingRoom();
    private final AtomicInteger inside = new AtomicInteger();
    private final Sweep sweep;
    private final Thread thread;
    private volatile boolean closing;

    /** Of the desk's thread. */
    private @Nullable RedisLine line;

    private CouponDesk(CouponStores stores, Duration patience) {
        this.stores = stores;
        this.patience = patience;
        this.producer = new RequestTopic(stores).producer(patience.dividedBy(2));
        this.openings = new Openings(new Opening(stores));
        this.sweep = new Sweep(stores, producer);
        this.thread = new Thread(this::run, "coupon-desk");
        this.thread.setDaemon(true);
    }

    /**
     * Opens a desk; the topic must exist.
     *
     * @param patience after this a request is answered, come what may
     * @throws KafkaException if the brokers do not answer
     * @throws dev.kafkalab.KafkaLabException if there is no topic
     */
    public static CouponDesk open(CouponStores stores, Duration patience) {
        CouponDesk desk = new CouponDesk(stores, patience);
        try {
            new RequestTopic(stores).requireThere();
            // The first record of a producer waits until it knows the topic; no request should.
            desk.producer.partitionsFor(stores.names().topic());
        } catch (RuntimeException e) {
            desk.producer.close(Duration.ZERO);
            desk.openings.close();
            throw e;
        }
        desk.thread.start();
        desk.sweep.start();
        return desk;
    }

    @Override
    public void ask(long event, long user, Consumer<Answer> listener) {
        if (closing) {
            listener.accept(new Answer.Unavailable("closed"));
            return;
        }
        if (inside.incrementAndGet() > MOST_INSIDE) {
            inside.decrementAndGet();
            listener.accept(TOO_MANY);
            return;
        }
        room.enter(new Request(event, user, System.nanoTime() + patience.toNanos(), listener));
    }

    private void run() {
        List<Request> turn = new ArrayList<>(MOST_AT_ONCE);
        try {
            while (!closing || inside.get() > 0) {
                room.next(turn, MOST_AT_ONCE, late -> answer(late, new Answer.Unavailable(late.trouble)));
                if (!turn.isEmpty()) {
                    try {
                        serve(turn);
                    } catch (RuntimeException e) {
                        fail(turn, e);
                    }
                    turn.clear();
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            room.clear(request -> answer(request, new Answer.Unavailable("closed")));
            closeLine();
        }
    }

    /** A fault of ours, or an answer of Redis that nobody expects: these requests suffer, and no later ones. */
    private void fail(List<Request> turn, RuntimeException fault) {
        LOG.error("requests for coupons failed", fault);
        closeLine();
        turn.forEach(request -> answer(request, new Answer.Unavailable("it failed; ask again")));
    }

    private void closeLine() {
        if (line != null) {
            line.close();
            line = null;
        }
    }

    private void serve(List<Request> requests) {
        RedisLine open;
        try {
            open = openLine();
        } catch (JedisException e) {
            requests.forEach(request -> room.postpone(request, "Redis does not answer: " + Openings.firstLine(e)));
            return;
        }
        Round round = new Round(open, stores.names(), requests);
        try {
            round.carryOut();
        } catch (JedisException e) {
            closeLine();
            requests.forEach(request -> unknown(request, e));
            return;
        }
        round.decided(this::take);
        round.settled(this::settled);
    }

    private RedisLine openLine() {
        if (line == null) {
            line = RedisLine.open(stores.redis(), REDIS_PATIENCE);
        }
        return line;
    }

    /** Redis may have done what it was asked. To settle twice is harmless; to ask twice would be answered "again". */
    private void unknown(Request request, JedisException failure) {
        String trouble = "Redis was lost: " + Openings.firstLine(failure);
        if (request.admission != null) {
            room.postpone(request, trouble);
        } else {
            answer(request, new Answer.Unavailable(trouble + "; ask again to learn whether you hold a coupon"));
        }
    }

    private void take(Request request, Decisions decisions, int index) {
        if (decisions instanceof Decisions.Closed) {
            closed(request);
        } else if (decisions instanceof Decisions.Early) {
            answer(request, new Answer.NotOpenYet());
        } else if (decisions instanceof Decisions.Over) {
            answer(request, new Answer.Over());
        } else if (decisions instanceof Decisions.Made made) {
            take(request, made, index);
        }
    }

    private void take(Request request, Decisions.Made made, int index) {
        int number = made.admitted(index);
        Admission before = request.admission;
        if (number == 0 && before != null && made.held(index) == before.number()) {
            // Ours from an epoch before, which a rebuild has kept.
            number = before.number();
        }
        if (number > 0) {
            send(request, new Admission(request.event, request.user, number, made.epoch(), made.millis()));
        } else if (made.soldOut(index)) {
            answer(request, new Answer.SoldOut());
        } else {
            int held = made.held(index);
            answer(request, new Answer.AlreadyTried(held > 0 ? OptionalInt.of(held) : OptionalInt.empty()));
        }
    }

    private void closed(Request request) {
        Openings.Report report = openings.of(request.event);
        if (report.stand() == Openings.Stand.NO_SUCH_EVENT) {
            answer(request, new Answer.NoSuchEvent());
        } else {
            room.postpone(request, report.trouble());
        }
    }

    private void send(Request request, Admission admission) {
        request.admission = admission;
        request.acknowledged = false;
        Callback callback = (place, failure) -> {
            if (failure == null) {
                request.acknowledged = true;
                room.enter(request);
            } else {
                unsent(request, failure);
            }
        };
        try {
            producer.send(
                    new ProducerRecord<>(
                            stores.names().topic(), CouponJson.key(admission.user()), CouponJson.of(admission)),
                    callback);
        } catch (KafkaException | IllegalStateException e) {
            unsent(request, e);
        }
    }

    private void unsent(Request request, Exception failure) {
        answer(
                request,
                new Answer.Unavailable("admitted, but the brokers do not acknowledge it: " + Openings.firstLine(failure)
                        + "; it is sent when they do"));
    }

    /** @param epoch that is open; negative if none is */
    private void settled(Request request, long epoch) {
        Admission admission = request.admission;
        if (admission == null) {
            throw new IllegalStateException("nothing to settle");
        }
        if (epoch < 0) {
            openings.of(request.event);
            room.postpone(request, "the event is being opened");
        } else if (epoch == admission.epoch()) {
            answer(request, new Answer.Issued(admission.number()));
        } else {
            // A fence may stand before our record: what holds under the new epoch is asked anew.
            request.acknowledged = false;
            room.enter(request);
        }
    }

    private void answer(Request request, Answer answer) {
        if (request.claim()) {
            inside.decrementAndGet();
            request.answer(answer);
        }
    }

    /** Requests that are under way, answered or not before long. */
    public int inside() {
        return inside.get();
    }

    /** Takes no more requests, and returns when those inside are answered. */
    @Override
    public void close() {
        closing = true;
        sweep.close();
        try {
            thread.join();
        } catch (InterruptedException e) {
            thread.interrupt();
            Thread.currentThread().interrupt();
        }
        openings.close();
        producer.close(Duration.ofSeconds(1));
    }
}
