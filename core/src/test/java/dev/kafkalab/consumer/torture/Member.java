package dev.kafkalab.consumer.torture;

import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;

/**
 * A JVM that runs one consumer, to be killed. Joins when its standard input says {@code go NAME INSTANCE}, closes when it
 * says {@code leave}, and ends when it ends, so that no member outlives the torture.
 */
public final class Member {
    private Member() {}

    public static void main(String[] arguments) throws Exception {
        MemberSettings settings = MemberSettings.of(arguments);
        BufferedReader orders = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.US_ASCII));
        Warmth.warmUp(settings);
        AutoCloseable consumer = () -> {};
        for (String order = orders.readLine(); order != null; order = orders.readLine()) {
            String[] words = order.split(" ");
            if (words[0].equals("go")) {
                consumer = start(settings, words[1], words[2]);
            } else if (words[0].equals("leave")) {
                consumer.close();
                System.exit(0);
            }
        }
        Runtime.getRuntime().halt(3);
    }

    private static AutoCloseable start(MemberSettings settings, String name, String instance) throws Exception {
        Ledger ledger = new Ledger(settings.ledger(name));
        Work work = new Work(ledger);
        return settings.subject().equals("careless")
                ? new CarelessConsumer(settings, instance, work)
                : EngineConsumer.start(settings, instance, ledger, work);
    }
}
