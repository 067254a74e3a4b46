package dev.kafkalab.sandbox;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Comparator;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Stream;

/** The files of one sandbox on disk: its state, its lock, a folder for each server. Thread-safe. */
final class SandboxFolder {
    static final String STATE_FILE = "sandbox.json";
    private static final ObjectMapper JSON = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);
    /** File locks are held by the whole JVM, so threads of one JVM need a lock of their own. */
    private static final ConcurrentMap<Path, ReentrantLock> IN_THIS_JVM = new ConcurrentHashMap<>();

    private final Path path;

    SandboxFolder(Path path) {
        this.path = path;
    }

    Path path() {
        return path;
    }

    Path server(String id) {
        return path.resolve(id);
    }

    Optional<SandboxState> state() {
        Path file = path.resolve(STATE_FILE);
        try {
            return Files.exists(file)
                    ? Optional.of(JSON.readValue(file.toFile(), SandboxState.class))
                    : Optional.empty();
        } catch (IOException e) {
            throw new SandboxException(
                    SandboxException.Reason.PRECONDITION,
                    "cannot read " + file + " ("
                            + String.valueOf(e.getMessage()).lines().findFirst().orElse("") + "); delete it and run: "
                            + "sandbox up",
                    e);
        }
    }

    void save(SandboxState state) {
        Path file = path.resolve(STATE_FILE);
        Path draft = path.resolve(STATE_FILE + ".new");
        try {
            Files.createDirectories(path);
            JSON.writeValue(draft.toFile(), state);
            Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new SandboxException(
                    SandboxException.Reason.PRECONDITION, "cannot write " + file + ": " + e.getMessage(), e);
        }
    }

    /** Runs {@code body} while no other process or thread changes the folder; waits for its turn. */
    void exclusively(Path lockFile, Progress progress, Runnable body) {
        ReentrantLock mine = IN_THIS_JVM.computeIfAbsent(lockFile, file -> new ReentrantLock());
        mine.lock();
        try {
            Files.createDirectories(lockFile.toAbsolutePath().getParent());
            try (FileChannel channel = FileChannel.open(lockFile, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                    FileLock lock = lock(channel, progress)) {
                if (!lock.isValid()) {
                    throw new IllegalStateException("lost the lock on " + lockFile);
                }
                body.run();
            }
        } catch (IOException e) {
            throw new SandboxException(
                    SandboxException.Reason.PRECONDITION, "cannot write " + lockFile + ": " + e.getMessage(), e);
        } finally {
            mine.unlock();
        }
    }

    private static FileLock lock(FileChannel channel, Progress progress) throws IOException {
        try {
            FileLock now = channel.tryLock();
            if (now != null) {
                return now;
            }
        } catch (OverlappingFileLockException e) {
            throw new IllegalStateException("locked by this JVM already", e);
        }
        progress.say("waiting for another kafka-lab process that is changing this sandbox");
        return channel.lock();
    }

    /** Deletes the folder and all below it. */
    void delete() {
        deleteTree(path);
    }

    static void deleteTree(Path root) {
        if (!Files.exists(root)) {
            return;
        }
        try (Stream<Path> tree = Files.walk(root)) {
            for (Path entry : (Iterable<Path>) tree.sorted(Comparator.reverseOrder())::iterator) {
                Files.deleteIfExists(entry);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
