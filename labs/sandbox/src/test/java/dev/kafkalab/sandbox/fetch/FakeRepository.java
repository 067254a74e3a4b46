package dev.kafkalab.sandbox.fetch;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import eu.maveniverse.maven.mima.context.ContextOverrides;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.eclipse.aether.artifact.Artifact;
import org.eclipse.aether.artifact.DefaultArtifact;

/** A Maven repository on loopback that holds one zip, reached as a mirror named in a settings.xml of its own. */
final class FakeRepository implements AutoCloseable {
    static final Artifact ARTIFACT = new DefaultArtifact("test:program:zip:linux:1.0");
    private static final String PATH = "/repo/test/program/1.0/program-1.0-linux.zip";

    final Map<String, byte[]> files = new TreeMap<>();
    final List<String> asked = Collections.synchronizedList(new ArrayList<>());
    volatile boolean servesRanges = true;
    volatile boolean wantsPassword;
    /** How many of the next answers longer than a kilobyte break off in the middle. */
    final AtomicInteger cuts = new AtomicInteger();

    private final HttpServer server;
    private final Path home;
    private byte[] zip;

    FakeRepository(Path home, long seed) throws IOException {
        this.home = home;
        Random random = new Random(seed);
        for (String name : List.of("bin/program", "share/a/text", "skipped/huge", "share/b/text")) {
            byte[] bytes = new byte[name.startsWith("skipped") ? 600_000 : 20_000 + random.nextInt(60_000)];
            random.nextBytes(bytes);
            files.put(name, bytes);
        }
        zip = zipped(List.of("bin/program", "share/a/text", "skipped/huge", "share/b/text"));
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/repo", this::answer);
        server.start();
    }

    private byte[] zipped(List<String> names) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream out = new ZipOutputStream(bytes)) {
            for (String name : names) {
                out.putNextEntry(new ZipEntry(name));
                out.write(files.get(name));
                out.closeEntry();
            }
        }
        return bytes.toByteArray();
    }

    /** What the pins say of each file but the skipped one. */
    String lock() {
        return files.entrySet().stream()
                .filter(file -> !file.getKey().startsWith("skipped"))
                .map(file -> Sha256.of(file.getValue()) + " " + file.getValue().length + " " + file.getKey())
                .collect(Collectors.joining("\n", "# comment\n", "\n"));
    }

    PinnedZip pinned() {
        return PinnedZip.parse("program 1.0", ARTIFACT, lock());
    }

    /** Serves other bytes under the same names from now on. */
    void tamper() throws IOException {
        byte[] right = files.get("bin/program");
        byte[] wrong = right.clone();
        wrong[7]++;
        files.put("bin/program", wrong);
        zip = zipped(List.of("bin/program", "share/a/text", "skipped/huge", "share/b/text"));
        files.put("bin/program", right);
    }

    int zipBytes() {
        return zip.length;
    }

    MavenArtifacts maven(String more) throws IOException {
        Path settings = home.resolve("settings.xml");
        Files.writeString(settings, """
                <settings>
                  <mirrors><mirror><id>near</id><mirrorOf>*</mirrorOf><url>http://127.0.0.1:%d/repo</url></mirror></mirrors>
                  <servers><server><id>near</id><username>user</username><password>secret</password></server></servers>
                  %s
                </settings>
                """.formatted(server.getAddress().getPort(), more));
        return new MavenArtifacts(ContextOverrides.create()
                .withUserSettings(true)
                .withUserSettingsXmlOverride(settings)
                .withLocalRepositoryOverride(home.resolve("repository"))
                .build());
    }

    MavenArtifacts maven() throws IOException {
        return maven("");
    }

    Path localFile() {
        return home.resolve("repository").resolve(PATH.substring("/repo/".length()));
    }

    void placeInLocalRepository() throws IOException {
        Files.createDirectories(localFile().getParent());
        Files.write(localFile(), zip);
    }

    private void answer(HttpExchange exchange) throws IOException {
        String range = exchange.getRequestHeaders().getFirst("Range");
        asked.add(exchange.getRequestURI().getPath() + (range == null ? "" : " " + range));
        try (exchange) {
            if (wantsPassword
                    && !"Basic dXNlcjpzZWNyZXQ="
                            .equals(exchange.getRequestHeaders().getFirst("Authorization"))) {
                exchange.getResponseHeaders().add("WWW-Authenticate", "Basic realm=\"near\"");
                exchange.sendResponseHeaders(401, -1);
            } else if (exchange.getRequestURI().getPath().equals(PATH + ".sha1")) {
                send(exchange, 200, sha1().getBytes(StandardCharsets.US_ASCII));
            } else if (!exchange.getRequestURI().getPath().equals(PATH)) {
                exchange.sendResponseHeaders(404, -1);
            } else if (range == null || !servesRanges) {
                send(exchange, 200, zip);
            } else {
                String[] bounds = range.substring("bytes=".length()).split("-");
                int from = Integer.parseInt(bounds[0]);
                int to = Math.min(Integer.parseInt(bounds[1]), zip.length - 1);
                exchange.getResponseHeaders().add("Content-Range", "bytes %d-%d/%d".formatted(from, to, zip.length));
                send(exchange, 206, java.util.Arrays.copyOfRange(zip, from, to + 1));
            }
        }
    }

    private void send(HttpExchange exchange, int status, byte[] body) throws IOException {
        exchange.sendResponseHeaders(status, body.length);
        boolean cut = body.length > 1_000 && cuts.getAndUpdate(left -> Math.max(0, left - 1)) > 0;
        OutputStream out = exchange.getResponseBody();
        out.write(body, 0, cut ? body.length / 2 : body.length);
        out.flush();
        if (cut) {
            throw new IOException("cut on purpose");
        }
    }

    private String sha1() {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-1").digest(zip));
        } catch (java.security.NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
