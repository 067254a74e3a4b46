package dev.kafkalab.consumer.torture;

import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/**
 * A JVM that runs one consumer of each mode, to be killed. Joins when its standard input says {@code go NAME INSTANCE}, closes when it
 * says {@code leave}, and ends when it ends, so that no member outlives the torture.
 */
public final class Member {
    private Member() {}

    public static void main(String[] arguments) throws Exception {
        Roster roster = Roster.of(System.getenv(), arguments);
        BufferedReader orders = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.US_ASCII));
        Warmth.warmUp(roster);
        Map<MemberSettings, Optional<EffectTable>> effects = new LinkedHashMap<>();
        roster.settings().forEach(settings -> effects.put(settings, settings.effects()));
        List<AutoCloseable> consumers = new ArrayList<>();
        for (String order = orders.readLine(); order != null; order = orders.readLine()) {
            String[] words = order.split(" ");
            if (words[0].equals("go")) {
                for (MemberSettings settings : roster.settings()) {
                    consumers.add(start(settings, effects.get(settings), words[1], words[2]));
                }
            } else if (words[0].equals("leave")) {
                close(consumers);
                System.exit(0);
            }
        }
        Runtime.getRuntime().halt(3);
    }

    /** All at once: each has a group of its own to leave. */
    private static void close(List<AutoCloseable> consumers) throws InterruptedException {
        ExecutorService closing = Executors.newCachedThreadPool();
        consumers.forEach(consumer -> closing.execute(() -> {
            try {
                consumer.close();
            } catch (Exception e) {
                e.printStackTrace();
                Runtime.getRuntime().halt(9);
            }
        }));
        closing.shutdown();
        closing.awaitTermination(1, TimeUnit.MINUTES);
    }

    private static AutoCloseable start(
            MemberSettings settings, Optional<EffectTable> effects, String name, String instance) throws Exception {
        Ledger ledger = new Ledger(settings.ledger(name));
        Work work = new Work(ledger);
        if (settings.subject().equals("careless")) {
            return new CarelessConsumer(settings, instance, work);
        }
        EngineConsumer consumer = new EngineConsumer(settings, Optional.of(instance), effects, ledger, work);
        Thread watch = new Thread(() -> endWith(consumer), "watch");
        watch.setDaemon(true);
        watch.start();
        return consumer;
    }

    /** A consumer that stops by itself takes the JVM with it, which the torture notices. */
    private static void endWith(EngineConsumer consumer) {
        try {
            consumer.awaitStopped();
        } catch (InterruptedException | RuntimeException e) {
            e.printStackTrace();
            Runtime.getRuntime().halt(9);
        }
    }
}
