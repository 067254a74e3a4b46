package dev.kafkalab.labs.coupon.lab;

import com.zaxxer.hikari.HikariDataSource;
import dev.kafkalab.labs.coupon.Answer;
import dev.kafkalab.labs.coupon.CouponStores;
import dev.kafkalab.labs.coupon.desk.CouponDesk;
import dev.kafkalab.labs.frame.Child;
import dev.kafkalab.labs.frame.Database;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringSerializer;
import redis.clients.jedis.RedisClient;

/**
 * The process that is killed between the decision about a user and its record, once with a desk of one's own making and once
 * with kafka-lab's; and the one that comes after it.
 */
public final class Clerk {
    /** The user in hand when the kill comes. */
    static final long KILLED_AT = 7;

    static final int USERS = 30;
    static final int LIMIT = 20;
    static final String STANDS = "stands";
    static final String DONE = "done";

    private static final Duration PATIENCE = Duration.ofMinutes(1);
    private static final String DECIDE =
            "if redis.call('SADD', KEYS[2], ARGV[1]) == 0 then return -1 end " + "return redis.call('INCR', KEYS[1])";

    private final Child child;
    private final Names names;
    private final boolean dies;

    private Clerk(Child child, Names names, boolean dies) {
        this.child = child;
        this.names = names;
        this.dies = dies;
    }

    /** Arguments: prefix of names, whether it is the desk of kafka-lab, whether it is the one to be killed. */
    public static void main(String[] arguments) throws Exception {
        Child child = Child.begin();
        Clerk clerk = new Clerk(child, new Names(arguments[0]), Boolean.parseBoolean(arguments[2]));
        if (Boolean.parseBoolean(arguments[1])) {
            clerk.serveAtDesk();
        } else {
            clerk.serveByHand();
        }
        child.say(DONE);
        child.awaitLeave();
        System.exit(0);
    }

    /** Who comes to the one after the first: also the user who got no answer, once more. */
    private long first() {
        return dies ? 1 : KILLED_AT;
    }

    private void serveByHand() throws Exception {
        Map<String, Object> properties = new HashMap<>(child.clientProperties());
        properties.put("acks", "all");
        try (RedisClient redis = RedisClient.create(Names.redis(child.stores()));
                KafkaProducer<String, String> producer =
                        new KafkaProducer<>(properties, new StringSerializer(), new StringSerializer())) {
            for (long user = first(); user <= USERS; user++) {
                String whose = String.valueOf(user);
                long number = (Long) redis.eval(
                        DECIDE, List.of(names.handmadeKey(), names.handmadeKey() + "_users"), List.of(whose));
                if (number < 0 || number > LIMIT) {
                    continue;
                }
                if (dies && user == KILLED_AT) {
                    child.say(STANDS);
                    child.awaitLeave(); // it is killed instead
                }
                producer.send(new ProducerRecord<>(names.handmadeTopic(), whose, String.valueOf(number)))
                        .get();
            }
        }
    }

    private void serveAtDesk() throws Exception {
        Map<String, Object> kafka = new HashMap<>(child.clientProperties());
        if (dies) {
            Runnable tells = () -> child.say(STANDS);
            kafka.put("partitioner.class", StandingPartitioner.class);
            kafka.put(StandingPartitioner.TELLS, tells);
        }
        try (HikariDataSource database = Database.of(child).pool(2);
                CouponDesk desk = CouponDesk.open(
                        new CouponStores(kafka, database, Names.redis(child.stores()), names.killed()), PATIENCE)) {
            for (long user = first(); user <= USERS; user++) {
                CompletableFuture<Answer> answered = new CompletableFuture<>();
                desk.ask(Names.EVENT, user, answered::complete);
                answered.get();
            }
        }
    }
}
