package dev.kafkalab.labs.coupon.torture;

import dev.kafkalab.labs.coupon.Answer;
import dev.kafkalab.labs.coupon.CouponNames;
import dev.kafkalab.labs.coupon.CouponStores;
import dev.kafkalab.labs.coupon.desk.Requests;
import dev.kafkalab.labs.coupon.topic.Admission;
import dev.kafkalab.labs.coupon.topic.CouponJson;
import dev.kafkalab.labs.coupon.topic.RequestTopic;
import java.time.Duration;
import java.util.List;
import java.util.OptionalInt;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import redis.clients.jedis.RedisClient;

/** The subject that must be convicted: it decides, then sends, and nobody knows of what lies in between. */
final class ForgetfulDesk implements Requests {
    private static final String DECIDE =
            "if redis.call('SADD', KEYS[2], ARGV[1]) == 0 then return -1 end " + "return redis.call('INCR', KEYS[1])";

    private final CouponNames names;
    private final int limit;
    private final RedisClient redis;
    private final KafkaProducer<byte[], byte[]> producer;
    private final ExecutorService threads = Executors.newFixedThreadPool(8);

    ForgetfulDesk(CouponStores stores, int limit) {
        this.names = stores.names();
        this.limit = limit;
        this.redis = RedisClient.create(stores.redis());
        this.producer = new RequestTopic(stores).producer(Duration.ofSeconds(5));
    }

    @Override
    public void ask(long event, long user, Consumer<Answer> listener) {
        threads.execute(() -> {
            Answer answer;
            try {
                answer = decide(event, user);
            } catch (Exception e) {
                answer = new Answer.Unavailable(String.valueOf(e.getMessage()));
            }
            listener.accept(answer);
        });
    }

    private Answer decide(long event, long user) throws Exception {
        String key = names.keys() + "-forgetful";
        long number = (Long) redis.eval(DECIDE, List.of(key, key + "-users"), List.of(String.valueOf(user)));
        if (number < 0) {
            return new Answer.AlreadyTried(OptionalInt.empty());
        }
        if (number > limit) {
            return new Answer.SoldOut();
        }
        Admission admission = new Admission(event, user, (int) number, 1_000_000, System.currentTimeMillis());
        producer.send(new ProducerRecord<>(names.topic(), CouponJson.key(user), CouponJson.of(admission)))
                .get();
        return new Answer.Issued((int) number);
    }
}
