package dev.kafkalab.labs.course.cdc;

import com.zaxxer.hikari.HikariDataSource;
import dev.kafkalab.KafkaLab;
import dev.kafkalab.cdc.RunningRelay;
import dev.kafkalab.labs.frame.Child;
import dev.kafkalab.labs.frame.Database;
import dev.kafkalab.labs.frame.EffectTopic;
import dev.kafkalab.labs.frame.SideBySide;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Set;

/** The application that is killed while it takes an order in each of the ways, and the one that comes after it. */
public final class Shop {
    static final List<Way> WAYS = List.of(Way.INSIDE_TRANSACTION, Way.AFTER_COMMIT, Way.OUTBOX);
    static final int ORDERS = 24;
    /** Orders whose payment is refused, after they are written. */
    static final Set<Long> REFUSED = Set.of(5L, 17L);
    /** The order in hand when the kill comes. */
    static final long KILLED_AT = 12;

    static final String STANDS = "stands";
    static final String DONE = "done";
    private static final int CONNECTIONS = 4;
    private static final Duration GLANCE = Duration.ofMillis(20);

    private final Child child;
    private final Names names;
    private final boolean cured;
    private final boolean dies;
    private final HikariDataSource database;

    private Shop(Child child, Names names, boolean cured, boolean dies) {
        this.child = child;
        this.names = names;
        this.cured = cured;
        this.dies = dies;
        this.database = Database.of(child).pool(CONNECTIONS);
    }

    /** Arguments: prefix of names, whether cures are in, whether it is the one to be killed. */
    public static void main(String[] arguments) throws Exception {
        Child child = Child.begin();
        Shop shop = new Shop(
                child, new Names(arguments[0]), Boolean.parseBoolean(arguments[1]), Boolean.parseBoolean(arguments[2]));
        SideBySide.run(WAYS, shop::open);
        child.say(DONE);
        child.awaitLeave();
        System.exit(0);
    }

    private void open(Way way) throws Exception {
        if (way == Way.OUTBOX && cured) {
            openWithOutbox();
            return;
        }
        try (EffectTopic events = new EffectTopic(child.clientProperties(), names.topic(way))) {
            if (way == Way.INSIDE_TRANSACTION) {
                SendingDesk desk = new SendingDesk(database, names.orders(way), events, order -> {
                    stand(way, order);
                    charge(order);
                });
                serve(desk::sendInside);
            } else {
                SendingDesk desk = new SendingDesk(database, names.orders(way), events, Shop::charge);
                serve(order -> desk.sendAfter(order, placed -> stand(way, placed)));
            }
        }
    }

    private void openWithOutbox() throws Exception {
        OutboxDesk desk = new OutboxDesk(KafkaLab.connect(child.clientProperties()), database, names, order -> {
            stand(Way.OUTBOX, order);
            charge(order);
        });
        if (dies) {
            serve(desk::place, 1, KILLED_AT - 1);
            Runnable stands = () -> child.say(STANDS + " relay");
            try (RunningRelay relay = desk.relay()
                    .property("partitioner.class", MidwayStop.class)
                    .property(MidwayStop.TELLS, stands)
                    .property("linger.ms", 0) // what was handed over is on its way at once
                    .start()) {
                serve(desk::place, KILLED_AT, KILLED_AT);
            }
        } else {
            try (RunningRelay relay = desk.relay().start()) {
                serve(desk::place);
                awaitSent(relay);
            }
        }
    }

    private void serve(Desk desk) throws Exception {
        serve(desk, dies ? 1 : KILLED_AT + 1, dies ? KILLED_AT : ORDERS);
    }

    private static void serve(Desk desk, long first, long last) throws Exception {
        for (long id = first; id <= last; id++) {
            try {
                desk.place(Order.placed(id));
            } catch (PaymentRefusedException refused) {
                // falls through: the order was rolled back, which the customer is told
            }
        }
    }

    private static void charge(Order order) throws PaymentRefusedException {
        if (REFUSED.contains(order.id())) {
            throw new PaymentRefusedException(order);
        }
    }

    private void stand(Way way, Order order) throws InterruptedException {
        if (dies && order.id() == KILLED_AT) {
            child.say(STANDS + " " + way);
            child.awaitLeave(); // it is killed instead
        }
    }

    private void awaitSent(RunningRelay relay) throws SQLException, InterruptedException {
        long events = events();
        while (relay.status().sent() < events) {
            if (relay.awaitStopped(GLANCE)) {
                throw new IllegalStateException("the relay ended by itself");
            }
        }
    }

    private long events() throws SQLException {
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement();
                ResultSet count = statement.executeQuery("SELECT COUNT(*) FROM " + names.outbox())) {
            count.next();
            return count.getLong(1);
        }
    }
}
