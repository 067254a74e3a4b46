package dev.kafkalab.sandbox.doctor;

import dev.kafkalab.sandbox.SandboxHome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Whether the home and the cache can be written, and how much room their disks have. */
record HomeExamination(SandboxHome home) implements Examination {
    private static final long MEGABYTE = 1_000_000;
    /** Data of all servers after a few labs, and what is fetched. */
    private static final long COMFORTABLE = 2_000 * MEGABYTE;

    private static final long NEEDED = 500 * MEGABYTE;

    @Override
    public List<Finding> findings() {
        List<Finding> findings = new ArrayList<>(folder("home", home.root(), "KAFKA_LAB_HOME"));
        if (!home.cache().startsWith(home.root())) {
            findings.addAll(folder("cache", home.cache(), "KAFKA_LAB_CACHE"));
        }
        return findings;
    }

    private static List<Finding> folder(String subject, Path folder, String variable) {
        Path existing = nearestExisting(folder);
        String elsewhere = "set " + variable + " to a folder ";
        if (!Files.isDirectory(existing) || !Files.isWritable(existing)) {
            return List.of(Finding.fail(subject, folder + " cannot be written", elsewhere + "you may write"));
        }
        try {
            return List.of(
                    Finding.ok(subject, folder.toString()),
                    disk(subject + " disk", Files.getFileStore(existing).getUsableSpace(), elsewhere));
        } catch (IOException e) {
            return List.of(Finding.warn(subject, folder + ": its disk does not say how much is free", ""));
        }
    }

    private static Path nearestExisting(Path folder) {
        Path parent = folder.getParent();
        return parent == null || Files.exists(folder) ? folder : nearestExisting(parent);
    }

    private static Finding disk(String subject, long free, String elsewhere) {
        String found = free / MEGABYTE + " MB free";
        String remedy = "free some space, or " + elsewhere + "on another disk";
        return free < NEEDED
                ? Finding.fail(subject, found, remedy)
                : free < COMFORTABLE ? Finding.warn(subject, found, remedy) : Finding.ok(subject, found);
    }
}
