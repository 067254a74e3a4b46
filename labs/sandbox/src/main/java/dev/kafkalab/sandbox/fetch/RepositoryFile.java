package dev.kafkalab.sandbox.fetch;

import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import org.eclipse.aether.RepositorySystemSession;
import org.eclipse.aether.artifact.Artifact;
import org.eclipse.aether.repository.AuthenticationContext;
import org.eclipse.aether.repository.RemoteRepository;
import org.jspecify.annotations.Nullable;

/** An artifact of a remote repository as an HTTP file, with the proxy, password and headers of Maven's settings. */
final class RepositoryFile {
    private RepositoryFile() {}

    static HttpFile of(MavenArtifacts maven, RemoteRepository repository, Artifact artifact) {
        String root = repository.getUrl();
        URI address = URI.create((root.endsWith("/") ? root : root + "/") + maven.path(artifact, repository));
        return new HttpFile(address, proxy(repository), headers(maven.session(), repository));
    }

    private static Proxy proxy(RemoteRepository repository) {
        org.eclipse.aether.repository.Proxy proxy = repository.getProxy();
        return proxy == null
                ? Proxy.NO_PROXY
                : new Proxy(Proxy.Type.HTTP, new InetSocketAddress(proxy.getHost(), proxy.getPort()));
    }

    private static Map<String, String> headers(RepositorySystemSession session, RemoteRepository repository) {
        Map<String, String> headers = new HashMap<>();
        headers.put("User-Agent", "kafka-lab");
        Object configured = session.getConfigProperties().get("aether.connector.http.headers." + repository.getId());
        if (configured instanceof Map<?, ?> map) {
            map.forEach((name, value) -> headers.put(String.valueOf(name), String.valueOf(value)));
        }
        try (AuthenticationContext login = AuthenticationContext.forRepository(session, repository)) {
            put(headers, "Authorization", login);
        }
        try (AuthenticationContext login = AuthenticationContext.forProxy(session, repository)) {
            put(headers, "Proxy-Authorization", login);
        }
        return Map.copyOf(headers);
    }

    private static void put(Map<String, String> headers, String name, @Nullable AuthenticationContext login) {
        String user = login == null ? null : login.get(AuthenticationContext.USERNAME);
        if (login != null && user != null) {
            String both = user + ":" + login.get(AuthenticationContext.PASSWORD);
            headers.put(name, "Basic " + Base64.getEncoder().encodeToString(both.getBytes(StandardCharsets.UTF_8)));
        }
    }
}
