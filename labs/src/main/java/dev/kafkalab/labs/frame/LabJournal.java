package dev.kafkalab.labs.frame;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.kafkalab.KafkaLabException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Remembers, in a folder of a lab's own, which run there is and how far the user has come. One process at a time holds it
 * ({@link #hold}); within it, one thread.
 */
public final class LabJournal {
    private static final ObjectMapper JSON =
            new ObjectMapper().configure(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES, false);

    private final String lab;
    private final Path folder;

    /**
     * What is remembered. Times are ISO 8601.
     *
     * @param run which run left something in the stores; null if none did
     * @param servers the brokers it ran on
     * @param cluster their own name for themselves
     * @param ran when it came to its end, null if it did not
     * @param verified when it was verified last, null if it never was
     * @param failed checks that failed the last time
     * @param hints how many hints were given
     * @param elsewhere runs before, on other clusters, that left something there
     */
    public record Entry(
            @Nullable String run,
            @Nullable String servers,
            @Nullable String cluster,
            @Nullable String begun,
            @Nullable String ran,
            @Nullable String verified,
            int failed,
            int hints,
            List<PastRun> elsewhere) {
        static final Entry NONE = new Entry(null, null, null, null, null, null, 0, 0, List.of());

        @SuppressWarnings("NullAway") // journals of before do not hold it
        public Entry {
            elsewhere = elsewhere == null ? List.of() : List.copyOf(elsewhere);
        }

        Entry begin(PastRun now, Instant at) {
            return new Entry(now.run(), now.servers(), now.cluster(), at.toString(), null, null, 0, hints, elsewhere);
        }

        Entry ran(Instant now, LabResult result) {
            return new Entry(run, servers, cluster, begun, now.toString(), null, result.failed(), hints, elsewhere);
        }

        Entry verified(Instant now, LabResult result) {
            return new Entry(run, servers, cluster, begun, ran, now.toString(), result.failed(), hints, elsewhere);
        }

        Entry hinted(int given) {
            return new Entry(run, servers, cluster, begun, ran, verified, failed, given, elsewhere);
        }

        /** Nothing is left but these. */
        Entry reset(List<PastRun> left) {
            return new Entry(null, null, null, null, null, null, 0, hints, left);
        }

        /** Runs that left something somewhere, the last one first. */
        List<PastRun> runs() {
            List<PastRun> runs = new ArrayList<>();
            if (run != null) {
                runs.add(new PastRun(run, String.valueOf(servers), String.valueOf(cluster)));
            }
            runs.addAll(elsewhere);
            return runs;
        }
    }

    /** A run, the brokers it ran on, and their own name for themselves. */
    public record PastRun(String run, String servers, String cluster) {
        /** Another cluster under the same address means that the one of then is gone. */
        boolean isAt(String servers, String cluster) {
            return this.servers.equals(servers) || this.cluster.equals(cluster);
        }
    }

    /** @param folder of all journals; it need not exist yet */
    public LabJournal(Path folder, String lab) {
        this.lab = lab;
        this.folder = folder.resolve(lab);
    }

    /** For files of the run. */
    public Path folder() {
        return folder;
    }

    public Entry read() {
        Path file = file();
        if (!Files.exists(file)) {
            return Entry.NONE;
        }
        try {
            return JSON.readValue(Files.readAllBytes(file), Entry.class);
        } catch (IOException e) {
            throw new KafkaLabException(
                    KafkaLabException.Reason.PRECONDITION,
                    "cannot read " + file + "; delete it to begin anew: "
                            + e.getClass().getSimpleName(),
                    e);
        }
    }

    void write(Entry entry) {
        try {
            Files.createDirectories(folder);
            Path draft = Files.createTempFile(folder, "journal", ".new");
            Files.write(draft, JSON.writerWithDefaultPrettyPrinter().writeValueAsBytes(entry));
            Files.move(draft, file(), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write " + file(), e);
        }
    }

    /** How many hints were given is remembered too. */
    public int nextHint(int of) {
        Entry entry = read();
        int given = Math.min(of, entry.hints() + 1);
        write(entry.hinted(given));
        return given;
    }

    /** Deletes the files of the run. */
    void sweep() {
        if (!Files.isDirectory(folder)) {
            return;
        }
        try (Stream<Path> paths = Files.walk(folder)) {
            for (Path path : paths.sorted(Comparator.reverseOrder()).toList()) {
                if (!path.equals(folder) && !path.equals(file())) {
                    Files.deleteIfExists(path);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot empty " + folder, e);
        }
    }

    private Path file() {
        return folder.resolve("journal.json");
    }

    /**
     * Holds it until closed.
     *
     * @throws KafkaLabException if another process does
     */
    AutoCloseable hold() {
        try {
            Files.createDirectories(folder.getParent());
            FileChannel channel = FileChannel.open(
                    folder.resolveSibling(lab + ".lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            Optional<FileLock> lock = lock(channel);
            if (lock.isEmpty()) {
                channel.close();
                throw KafkaLabException.precondition(
                        "lab " + lab + " is at work in another process; wait until it is done");
            }
            return channel;
        } catch (IOException e) {
            throw new UncheckedIOException("cannot lock " + folder, e);
        }
    }

    private static Optional<FileLock> lock(FileChannel channel) throws IOException {
        try {
            return Optional.ofNullable(channel.tryLock());
        } catch (OverlappingFileLockException e) { // this very process
            return Optional.empty();
        }
    }
}
