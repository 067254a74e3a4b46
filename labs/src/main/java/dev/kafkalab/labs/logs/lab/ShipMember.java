package dev.kafkalab.labs.logs.lab;

import dev.kafkalab.labs.frame.Child;
import dev.kafkalab.labs.frame.SideBySide;
import dev.kafkalab.labs.logs.ship.RunningShipper;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeoutException;

/** Ships the log in both ways; the first of its kind is killed. */
public final class ShipMember {
    static final String STANDS = "stands";
    static final String DONE = "done";
    /** Records in when the kill comes; the naive way has noted more lines than these by then. */
    static final int KILLED_AT = 2_500;

    /** So many of them are there by then, and are not in the registry. */
    static final int ARRIVED = 1_500;

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private ShipMember() {}

    /** Arguments: prefix of names, the log, a folder for places, whether cures are in, whether it is the one to be killed. */
    public static void main(String[] arguments) throws Exception {
        Child child = Child.begin();
        Path log = Path.of(arguments[1]);
        Path folder = Path.of(arguments[2]);
        boolean cured = Boolean.parseBoolean(arguments[3]);
        boolean dies = Boolean.parseBoolean(arguments[4]);
        SideBySide.run(List.of(Way.values()), way -> {
            Map<String, Object> kafka = new HashMap<>(child.clientProperties());
            if (dies) {
                kafka.put("partitioner.class", StandStill.class);
                kafka.put(StandStill.AFTER, KILLED_AT);
                kafka.put(StandStill.TELLS, (Runnable) () -> child.say(STANDS + " " + way));
            }
            Path place = folder.resolve("place-" + way);
            String topic = way.topic(arguments[0]);
            if (way == Way.SAFE && cured) {
                try (RunningShipper shipper = new SafePipeline(kafka, topic, "").ship(log, place)) {
                    if (!shipper.awaitStopped(PATIENCE)) {
                        throw new TimeoutException("the shipper is not done");
                    }
                }
            } else {
                new NaiveShipper(kafka, topic).ship(log, place);
            }
        });
        child.say(DONE);
        child.awaitLeave();
        System.exit(0);
    }
}
