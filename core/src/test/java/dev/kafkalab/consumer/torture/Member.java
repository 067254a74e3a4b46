package dev.kafkalab.consumer.torture;

import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * A JVM that runs one consumer, to be killed. Joins when its standard input says {@code go NAME INSTANCE}, closes when it
 * says {@code leave}, and ends when it ends, so that no member outlives the torture.
 */
public final class Member {
    private Member() {}

    public static void main(String[] arguments) throws Exception {
        MemberSettings settings = MemberSettings.of(System.getenv(), arguments);
        BufferedReader orders = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.US_ASCII));
        Warmth.warmUp(settings);
        Optional<EffectTable> effects = settings.effects();
        Optional<AutoCloseable> consumer = Optional.empty();
        for (String order = orders.readLine(); order != null; order = orders.readLine()) {
            String[] words = order.split(" ");
            if (words[0].equals("go")) {
                consumer = Optional.of(start(settings, effects, words[1], words[2]));
            } else if (words[0].equals("leave")) {
                if (consumer.isPresent()) {
                    consumer.get().close();
                }
                System.exit(0);
            }
        }
        Runtime.getRuntime().halt(3);
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
