package dev.kafkalab.consumer.torture;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Consumer;
import org.apache.kafka.clients.admin.Admin;
import org.jspecify.annotations.Nullable;

/** Where runs take place: brokers, and a folder for ledgers. The JVM of members is made ready once for all runs. */
final class Ground implements AutoCloseable {
    private final Map<String, String> stores;
    private final Path folder;
    private final Admin admin;
    private @Nullable MemberJvm jvm;

    /** @param stores where the servers are, as {@code sandbox env} names it */
    Ground(Map<String, String> stores, Path folder) {
        this.stores = Map.copyOf(stores);
        this.folder = folder;
        this.admin = Admin.create(Map.of("bootstrap.servers", stores.get("KAFKA_LAB_BOOTSTRAP_SERVER")));
    }

    /**
     * @param modes run side by side by the same members
     * @param subject which consumer is tried, {@code engine} or {@code careless}
     * @param kills that must hit a record in flight, in each mode
     */
    List<TortureResult> run(
            List<Mode> modes, String protocol, String subject, int kills, long seed, Consumer<String> report)
            throws Exception {
        String name = "torture-" + protocol + "-"
                + Long.toHexString(ThreadLocalRandom.current().nextLong()).toLowerCase(Locale.ROOT);
        Roster roster = new Roster(stores, name, protocol, subject, folder.resolve(name), modes);
        roster.makeFolders();
        if (jvm == null) {
            jvm = MemberJvm.in(Files.createDirectories(folder.resolve("jvm")), roster);
        }
        try (Torture torture = new Torture(admin, roster, jvm, seed, report)) {
            List<TortureResult> results = torture.run(kills);
            if (results.stream().allMatch(result -> result.verdict().holds())) {
                Torture.sweep(roster.folder());
            } else {
                report.accept("ledgers: " + roster.folder());
            }
            return results;
        }
    }

    @Override
    public void close() {
        admin.close();
    }
}
