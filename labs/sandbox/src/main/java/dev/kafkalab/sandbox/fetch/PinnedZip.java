package dev.kafkalab.sandbox.fetch;

import dev.kafkalab.sandbox.Progress;
import dev.kafkalab.sandbox.SandboxException;
import java.io.EOFException;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.zip.ZipException;
import org.eclipse.aether.artifact.Artifact;
import org.eclipse.aether.repository.RemoteRepository;

/**
 * A few files of a large zip artifact, each known by its SHA-256. Where the artifact lies in the local Maven repository
 * it is used; else only the parts that hold those files are fetched; only where a repository refuses that, the whole.
 *
 * @param name what users call it, with its version
 */
public record PinnedZip(String name, Artifact artifact, List<Pin> pins) {
    private static final String SEGMENTS = ".segments";

    public PinnedZip {
        pins = List.copyOf(pins);
    }

    /** One file: its path in the archive. */
    public record Pin(String path, long bytes, String sha256) {}

    /** From a lock file: a line for each file, {@code sha256 bytes path}; {@code #} starts a comment. */
    public static PinnedZip parse(String name, Artifact artifact, String lock) {
        return new PinnedZip(
                name,
                artifact,
                lock.lines()
                        .filter(line -> !line.isBlank() && !line.startsWith("#"))
                        .map(line -> line.split(" "))
                        .map(words -> new Pin(words[2], Long.parseLong(words[1]), words[0]))
                        .toList());
    }

    /**
     * Brings the files into {@code folder}. What a killed call left there is used.
     *
     * @throws SandboxException if the network or a file is not what it should be
     * @throws IOException if {@code folder} cannot be written
     */
    public void unpackInto(Path folder, Progress progress) throws IOException {
        try (MavenArtifacts maven = MavenArtifacts.open()) {
            unpackInto(folder, maven, progress);
        }
    }

    void unpackInto(Path folder, MavenArtifacts maven, Progress progress) throws IOException {
        Files.createDirectories(folder.resolve(SEGMENTS));
        Path local = maven.local(artifact).orElse(null);
        if (local == null && maven.isOffline()) {
            throw Unfetched.because(
                    artifact.toString(), "Maven is set to work offline, and the local repository does not hold it");
        }
        if (local == null && !unpackedByRanges(folder, maven, progress)) {
            progress.say("%s: no repository serves parts of it; fetching the whole archive".formatted(name));
            AtomicLong received = new AtomicLong();
            local = maven.resolve(artifact, bytes -> progress.advanced(name, received.addAndGet(bytes), -1));
        }
        if (local != null) {
            unpack(new RangeSource.OnDisk(local), folder, progress);
        }
        Once.deleteTree(folder.resolve(SEGMENTS));
    }

    private boolean unpackedByRanges(Path folder, MavenArtifacts maven, Progress progress) throws IOException {
        for (RemoteRepository repository : maven.repositories()) {
            if (repository.getUrl().startsWith("http")) {
                try {
                    unpack(RepositoryFile.of(maven, repository, artifact), folder, progress);
                    return true;
                } catch (RangeSource.RangesRefused | FileNotFoundException e) {
                    continue; // the next repository may have it
                }
            }
        }
        return false;
    }

    private void unpack(RangeSource source, Path folder, Progress progress) throws IOException {
        Path parts = folder.resolve(SEGMENTS);
        try {
            ZipDirectory directory = ZipDirectory.read(source, parts.resolve("directory"));
            List<ZipDirectory.Entry> wanted = new ArrayList<>();
            for (Pin pin : pins) {
                ZipDirectory.Entry entry = directory.entries().get(pin.path());
                if (entry == null) {
                    throw new ZipException(pin.path() + " is missing");
                }
                wanted.add(entry);
            }
            ZipSegments segments = ZipSegments.of(wanted, source.size());
            fetch(source, segments, parts, progress);
            for (ZipSegments.Segment segment : segments.segments()) {
                for (ZipDirectory.Entry entry : segment.entries()) {
                    unpack(entry, segment, parts, folder);
                }
            }
        } catch (ZipException | EOFException e) {
            Once.deleteTree(parts);
            throw new SandboxException(
                    SandboxException.Reason.PRECONDITION,
                    "refused %s: %s; what was fetched is deleted; run sandbox up again, or delete that file where it "
                                    .formatted(source.name(), e.getMessage())
                            + "lies in the local Maven repository",
                    e);
        }
    }

    private void fetch(RangeSource source, ZipSegments segments, Path parts, Progress progress) throws IOException {
        AtomicLong done = new AtomicLong();
        for (ZipSegments.Segment segment : segments.segments()) {
            source.fetch(
                    segment.offset(),
                    segment.bytes(),
                    parts.resolve(segment.fileName()),
                    received -> progress.advanced(name, done.addAndGet(received), segments.bytes()));
        }
    }

    private void unpack(ZipDirectory.Entry entry, ZipSegments.Segment segment, Path parts, Path folder)
            throws IOException {
        Pin pin = pins.stream()
                .filter(candidate -> candidate.path().equals(entry.name()))
                .findFirst()
                .orElseThrow();
        Path target = folder.resolve(pin.path());
        Files.createDirectories(target.getParent());
        MessageDigest digest = Sha256.digest();
        long bytes;
        try (InputStream in = new DigestInputStream(
                        ZipSegments.open(parts.resolve(segment.fileName()), segment, entry), digest);
                OutputStream out = Files.newOutputStream(target)) {
            bytes = in.transferTo(out);
        }
        String found = Sha256.hex(digest);
        if (bytes != pin.bytes() || !found.equals(pin.sha256())) {
            Files.delete(target);
            throw new ZipException("the SHA-256 of %s is %s, not %s".formatted(pin.path(), found, pin.sha256()));
        }
    }
}
