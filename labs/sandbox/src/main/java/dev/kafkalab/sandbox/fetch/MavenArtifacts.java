package dev.kafkalab.sandbox.fetch;

import dev.kafkalab.sandbox.SandboxException;
import eu.maveniverse.maven.mima.context.Context;
import eu.maveniverse.maven.mima.context.ContextOverrides;
import eu.maveniverse.maven.mima.context.Runtimes;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.LongConsumer;
import org.eclipse.aether.DefaultRepositorySystemSession;
import org.eclipse.aether.RepositorySystemSession;
import org.eclipse.aether.artifact.Artifact;
import org.eclipse.aether.repository.LocalArtifactRequest;
import org.eclipse.aether.repository.RemoteRepository;
import org.eclipse.aether.resolution.ArtifactRequest;
import org.eclipse.aether.resolution.ArtifactResolutionException;
import org.eclipse.aether.transfer.AbstractTransferListener;
import org.eclipse.aether.transfer.TransferEvent;

/**
 * Artifacts as Maven itself would get them on this machine: the same local repository, and the mirrors, proxies,
 * passwords and offline switch of the user's {@code settings.xml}. Thread-safe; whoever opens it closes it.
 */
public final class MavenArtifacts implements AutoCloseable {
    private final Context context;
    private final DefaultRepositorySystemSession session;

    MavenArtifacts(ContextOverrides overrides) {
        this.context = Runtimes.INSTANCE.getRuntime().create(overrides);
        this.session = new DefaultRepositorySystemSession(context.repositorySystemSession());
        // MIMA takes everything but this switch from the settings.
        if (OfflineSwitch.isOn(context)) {
            session.setOffline(true);
        }
    }

    /** With the user's settings; {@code -Dmaven.repo.local} names another local repository, as it does for Maven. */
    public static MavenArtifacts open() {
        ContextOverrides.Builder overrides = ContextOverrides.create().withUserSettings(true);
        String local = System.getProperty("maven.repo.local");
        if (local != null && !local.isBlank()) {
            overrides.withLocalRepositoryOverride(Path.of(local));
        }
        return new MavenArtifacts(overrides.build());
    }

    /** The artifact's file if it lies in the local repository already, wherever it came from. */
    public Optional<Path> local(Artifact artifact) {
        LocalArtifactRequest request = new LocalArtifactRequest(artifact, context.remoteRepositories(), null);
        File file = session.getLocalRepositoryManager().find(session, request).getFile();
        return Optional.ofNullable(file).map(File::toPath).filter(Files::isRegularFile);
    }

    /**
     * The artifact's file in the local repository, brought there first if need be.
     *
     * @param received told of each piece that arrives, in bytes; nothing if the file was there
     * @throws SandboxException naming the artifact and the way out
     */
    public Path resolve(Artifact artifact, LongConsumer received) {
        DefaultRepositorySystemSession listening = new DefaultRepositorySystemSession(session);
        listening.setTransferListener(new AbstractTransferListener() {
            @Override
            public void transferProgressed(TransferEvent event) {
                received.accept(event.getDataLength());
            }
        });
        try {
            return context.repositorySystem()
                    .resolveArtifact(listening, new ArtifactRequest(artifact, context.remoteRepositories(), null))
                    .getArtifact()
                    .getFile()
                    .toPath();
        } catch (ArtifactResolutionException e) {
            throw Unfetched.because(artifact.toString(), e);
        }
    }

    /** The repositories to ask, mirrors applied, in order; empty when Maven is set to work offline. */
    List<RemoteRepository> repositories() {
        return isOffline() ? List.of() : context.remoteRepositories();
    }

    boolean isOffline() {
        return session.isOffline();
    }

    RepositorySystemSession session() {
        return session;
    }

    /** The path of an artifact below the root of a repository. */
    String path(Artifact artifact, RemoteRepository repository) {
        return session().getLocalRepositoryManager().getPathForRemoteArtifact(artifact, repository, "");
    }

    @Override
    public void close() {
        context.close();
    }
}
