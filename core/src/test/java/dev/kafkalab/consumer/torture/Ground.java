package dev.kafkalab.consumer.torture;

import java.nio.file.Files;
import java.nio.file.Path;
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
     * @param subject which consumer is tried, {@code engine} or {@code careless}
     * @param kills that must hit a record in flight
     */
    TortureResult run(Mode mode, String protocol, String subject, int kills, long seed, Consumer<String> report)
            throws Exception {
        String name = "torture-" + mode.toString().replace('/', '-').replace('+', '-') + "-" + protocol + "-"
                + Long.toHexString(ThreadLocalRandom.current().nextLong()).toLowerCase(Locale.ROOT);
        Path ledgers = Files.createDirectories(folder.resolve(name));
        MemberSettings settings =
                new MemberSettings(stores, name, name + "-out", name, protocol, mode, subject, ledgers);
        if (jvm == null) {
            jvm = MemberJvm.in(Files.createDirectories(folder.resolve("jvm")), settings);
        }
        try (Torture torture = new Torture(admin, settings, jvm, seed, report)) {
            TortureResult result = torture.run(kills);
            if (result.verdict().holds()) {
                Torture.sweep(ledgers);
            } else {
                report.accept("ledgers: " + ledgers);
            }
            return result;
        }
    }

    @Override
    public void close() {
        admin.close();
    }
}
