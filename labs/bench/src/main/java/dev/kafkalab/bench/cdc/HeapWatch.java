package dev.kafkalab.bench.cdc;

import com.sun.management.GarbageCollectionNotificationInfo;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryUsage;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicLong;
import javax.management.NotificationEmitter;
import javax.management.openmbean.CompositeData;

/** The memory of this process: the most of the heap in use after any collection, and the most that was resident. */
final class HeapWatch {
    private final AtomicLong most = new AtomicLong();

    static HeapWatch start() {
        HeapWatch watch = new HeapWatch();
        for (var collector : ManagementFactory.getGarbageCollectorMXBeans()) {
            ((NotificationEmitter) collector)
                    .addNotificationListener(
                            (notification, handback) -> {
                                if (notification
                                        .getType()
                                        .equals(GarbageCollectionNotificationInfo.GARBAGE_COLLECTION_NOTIFICATION)) {
                                    watch.note((CompositeData) notification.getUserData());
                                }
                            },
                            null,
                            null);
        }
        return watch;
    }

    private void note(CompositeData collection) {
        long used =
                GarbageCollectionNotificationInfo.from(collection)
                        .getGcInfo()
                        .getMemoryUsageAfterGc()
                        .entrySet()
                        .stream()
                        .filter(pool -> isHeap(pool.getKey()))
                        .map(pool -> pool.getValue())
                        .mapToLong(MemoryUsage::getUsed)
                        .sum();
        most.accumulateAndGet(used, Math::max);
    }

    private static boolean isHeap(String pool) {
        return !pool.contains("Metaspace") && !pool.contains("Code") && !pool.contains("Compressed");
    }

    double megabytes() {
        return most.get() / 1048576.0;
    }

    /** Zero where the system does not tell. */
    static double residentMegabytes() {
        try (var lines = Files.lines(Path.of("/proc/self/status"))) {
            return lines.filter(line -> line.startsWith("VmHWM"))
                    .mapToDouble(line -> Double.parseDouble(line.replaceAll("\\D", "")) / 1024)
                    .findFirst()
                    .orElse(0);
        } catch (IOException e) {
            return 0;
        }
    }
}
