package dev.kafkalab.sandbox.fetch;

import dev.kafkalab.sandbox.Progress;
import dev.kafkalab.sandbox.SandboxException;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Comparator;
import java.util.Locale;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Stream;

/**
 * Makes a file or folder of the cache exactly once, whoever asks first: others, in this JVM or another, wait. It appears
 * whole or not at all. What a killed maker left is handed to the next one, so that it may go on there.
 */
public final class Once {
    /** File locks are held by the whole JVM, so threads of one JVM need a lock of their own. */
    private static final ConcurrentMap<Path, ReentrantLock> IN_THIS_JVM = new ConcurrentHashMap<>();

    private Once() {}

    /** Makes {@code draft} whole: a file or a folder that may or may not exist, perhaps half done. */
    @FunctionalInterface
    public interface Maker {
        void make(Path draft) throws IOException;
    }

    /**
     * The path {@code target}, made by {@code maker} if it does not exist yet.
     *
     * @throws SandboxException if it cannot be made; a full disk is named as such
     */
    public static Path make(Path target, Progress progress, Maker maker) {
        if (Files.exists(target)) {
            return target;
        }
        ReentrantLock mine = IN_THIS_JVM.computeIfAbsent(target, path -> new ReentrantLock());
        mine.lock();
        try {
            makeLocked(target, progress, maker);
            return target;
        } catch (IOException e) {
            throw failure(target, e);
        } finally {
            mine.unlock();
        }
    }

    private static void makeLocked(Path target, Progress progress, Maker maker) throws IOException {
        Files.createDirectories(target.getParent());
        Path lockFile = target.resolveSibling(target.getFileName() + ".lock");
        try (FileChannel channel = FileChannel.open(lockFile, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                FileLock lock = lock(channel, target, progress)) {
            if (lock.isValid() && Files.notExists(target)) {
                Path draft = target.resolveSibling(target.getFileName() + ".part");
                maker.make(draft);
                Files.move(draft, target, StandardCopyOption.ATOMIC_MOVE);
            }
        }
    }

    private static FileLock lock(FileChannel channel, Path target, Progress progress) throws IOException {
        FileLock now = channel.tryLock();
        if (now != null) {
            return now;
        }
        progress.say("waiting for another kafka-lab process that is making " + target.getFileName());
        return channel.lock();
    }

    /** Deletes a folder and all below it, if it exists. */
    public static void deleteTree(Path root) throws IOException {
        if (Files.notExists(root)) {
            return;
        }
        try (Stream<Path> tree = Files.walk(root)) {
            for (Path entry : (Iterable<Path>) tree.sorted(Comparator.reverseOrder())::iterator) {
                Files.deleteIfExists(entry);
            }
        }
    }

    /** What went wrong while writing {@code target}, in one line. */
    static SandboxException failure(Path target, IOException e) {
        String reason = String.valueOf(e.getMessage());
        boolean full = reason.toLowerCase(Locale.ROOT).contains("no space left");
        return new SandboxException(
                SandboxException.Reason.PRECONDITION,
                full
                        ? "disk full while writing " + target
                                + "; free some space, or set KAFKA_LAB_CACHE to a folder on another disk"
                        : "cannot write " + target + ": " + reason,
                e);
    }
}
