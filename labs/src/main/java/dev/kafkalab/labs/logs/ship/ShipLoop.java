package dev.kafkalab.labs.logs.ship;

import java.io.EOFException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Reads what is new, hands it on, remembers what arrived: all of it on one thread. */
final class ShipLoop {
    private static final int READ = 256 << 10;
    private static final long REGISTER_NANOS = Duration.ofSeconds(1).toNanos();
    /** How long the beginning of a line that a truncation cut off waits for a copy with its end. */
    private static final Duration COPY_PATIENCE = Duration.ofSeconds(10);

    private final ShipSettings settings;
    private final RegistryStore registry;
    private final Outlet outlet;
    private final Clock clock;
    private final CountDownLatch asked;
    private final EventWriter events;
    private final LogCollection logs;
    private final byte[] buffer;
    private final List<String> notices = new ArrayList<>();
    private final Set<FollowedLog> halfWritten = new HashSet<>();
    private Optional<String> registryFailure = Optional.empty();
    /** Whether every log that is read is in the registry. */
    private boolean registered = true;

    private boolean settledMore;
    private long registeredAt = System.nanoTime();
    private long scannedAt;
    private long shipped;
    private long bytes;
    private long parts;
    private volatile ShipStatus status = ShipStatus.BEGINNING;
    /** Since when something has been on its way, or something of it arrived last; null if nothing is. */
    private volatile @Nullable Long waitingSince;

    /** @param asked open until it is to end */
    ShipLoop(ShipSettings settings, RegistryStore registry, Outlet outlet, Clock clock, CountDownLatch asked)
            throws IOException {
        this.settings = settings;
        this.registry = registry;
        this.outlet = outlet;
        this.clock = clock;
        this.asked = asked;
        this.events = new EventWriter(hostName());
        this.logs = new LogCollection(settings, registry.read(), notices::add);
        this.buffer = new byte[Seam.MOST + settings.longest() + READ + 1];
    }

    private static String hostName() {
        try {
            return InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException e) {
            return "localhost";
        }
    }

    /** Of any thread: while the brokers take nothing, the loop stands still. */
    ShipStatus status() {
        Long since = waitingSince;
        return status.silentFor(since == null ? Duration.ZERO : Duration.ofNanos(System.nanoTime() - since));
    }

    /** @throws Exception what shipping cannot go on from */
    void run() throws Exception {
        scan();
        boolean ending = false;
        while (!ending) {
            boolean read = registered && readAll();
            requireNoFailure();
            settle();
            report();
            if (!registered || System.nanoTime() - scannedAt > settings.scan().toNanos()) {
                scan();
            }
            if (asked.getCount() == 0) {
                ending = true;
            } else if (!read) {
                ending = settings.once() && registered;
                if (!ending) {
                    ending = asked.await(settings.glance().toNanos(), TimeUnit.NANOSECONDS);
                }
            }
        }
        end();
    }

    private void scan() throws IOException {
        scannedAt = System.nanoTime();
        if (logs.scan()) {
            registered = false;
        }
        if (!registered) {
            register();
        }
    }

    /** @return whether there was anything */
    private boolean readAll() throws IOException {
        boolean any = false;
        events.at(clock.instant());
        for (FollowedLog log : List.copyOf(logs.all())) {
            any |= read(log);
        }
        return any;
    }

    private boolean read(FollowedLog log) throws IOException {
        Source source = log.source();
        if (source == null) {
            return flushCutOff(log);
        }
        int at = log.cutter().lay(buffer);
        int read;
        try {
            read = source.read(buffer, at, READ);
        } catch (ReplacedException replaced) {
            notices.add(log.path() + " " + replaced.getMessage());
            log.changed(System.nanoTime());
            logs.retire(log);
            scannedAt = 0; // what it holds now is another log
            return true;
        } catch (EOFException early) {
            if (halfWritten.add(log)) {
                notices.add(log.path() + " is not written to its end yet");
            }
            logs.retire(log);
            return false;
        }
        if (read > 0) {
            halfWritten.remove(log);
            log.changed(System.nanoTime());
            bytes += read;
            ship(log, taker -> log.cutter().cut(buffer, at + read, taker));
            return true;
        }
        if (read == Source.END) {
            ship(log, taker -> log.cutter().flushAll(taker));
            log.complete();
            log.leave();
            settledMore = true;
            return false;
        }
        flushQuiet(log);
        return false;
    }

    /** Nothing more of it will be written; if no copy of it turns up, this is all there is. */
    private boolean flushCutOff(FollowedLog log) {
        if (log.cutter().waiting() == 0
                || logs.in(log.file()) == log
                || !LogCollection.isQuiet(log, System.nanoTime(), COPY_PATIENCE)) {
            return false;
        }
        ship(log, taker -> log.cutter().flushAll(taker));
        return true;
    }

    private void flushQuiet(FollowedLog log) {
        if (log.cutter().waiting() == 0) {
            return;
        }
        long now = System.nanoTime();
        if (settings.multiline().isPresent()
                && LogCollection.isQuiet(log, now, settings.multiline().get().patience())) {
            ship(log, taker -> log.cutter().flushEvent(taker));
        }
        if (settings.unfinished() && LogCollection.isQuiet(log, now, settings.patience())
                || LogCollection.isQuiet(log, now, settings.scan().multipliedBy(4)) && LogCollection.isDeleted(log)) {
            ship(log, taker -> log.cutter().flushAll(taker));
        }
    }

    /** Cuts lines and hands them on. */
    @FunctionalInterface
    private interface Cut {
        void to(LineTaker taker);
    }

    private void ship(FollowedLog log, Cut cut) {
        Shipment shipment = new Shipment(outlet::fail);
        long before = shipped;
        if (waitingSince == null) {
            waitingSince = System.nanoTime();
        }
        cut.to((line, from, to, place, last) -> {
            outlet.send(log.key(), events.event(log.origin(), line, from, to, place, last), shipment);
            shipped++;
            if (!last || place.part() > 0) {
                parts++;
            }
        });
        if (shipped > before) {
            shipment.seal(log.cutter().place());
            log.sent(shipment);
        }
    }

    private void settle() {
        for (FollowedLog log : logs.all()) {
            if (log.settle()) {
                settledMore = true;
                waitingSince = System.nanoTime();
            }
        }
        if (logs.all().stream().allMatch(FollowedLog::isSettled)) {
            waitingSince = null;
        }
        if (settledMore && System.nanoTime() - registeredAt > REGISTER_NANOS) {
            register();
        }
    }

    /** A full disk does not stop shipping: what is shipped meanwhile is repeated after a crash, under the same ids. */
    private void register() {
        registeredAt = System.nanoTime();
        try {
            registry.write(logs.all().stream().map(FollowedLog::registered).toList());
            registered = true;
            settledMore = false;
            registryFailure = Optional.empty();
        } catch (IOException e) {
            registryFailure = Optional.of(e.getMessage() == null ? e.toString() : e.getMessage());
        }
    }

    private void report() {
        List<String> unfinished = logs.all().stream()
                .filter(log -> log.source() != null && log.cutter().waiting() > 0)
                .map(log -> log.path() + " (" + log.cutter().waiting() + " bytes)")
                .toList();
        status = new ShipStatus(
                (int) logs.all().stream()
                        .filter(log -> log.source() != null || log.isComplete())
                        .count(),
                shipped,
                bytes,
                parts,
                events.damaged(),
                unfinished,
                notices,
                registryFailure,
                Duration.ZERO);
    }

    private void requireNoFailure() throws Exception {
        Exception failure = outlet.failure();
        if (failure != null) {
            throw failure;
        }
    }

    private void end() throws Exception {
        if (settings.once()) {
            for (FollowedLog log : logs.all()) {
                if (log.source() != null && settings.multiline().isPresent()) {
                    ship(log, taker -> log.cutter().flushEvent(taker));
                }
                if (log.source() != null && settings.unfinished()) {
                    ship(log, taker -> log.cutter().flushAll(taker));
                }
            }
        }
        outlet.flush();
        requireNoFailure();
        settle();
        if (settledMore || !registered) {
            register();
        }
        report();
        logs.close();
    }
}
