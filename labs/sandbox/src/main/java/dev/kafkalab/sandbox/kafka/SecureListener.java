package dev.kafkalab.sandbox.kafka;

import dev.kafkalab.sandbox.SandboxException;
import dev.kafkalab.sandbox.SandboxState;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Properties;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * SASL over TLS: the certificate all brokers of a sandbox share, their settings, and what clients need: {@code
 * client.properties} for Java, {@code kcat.conf} and {@code ca.pem} for librdkafka.
 *
 * <p>The certificate is signed by itself, made by the JDK's keytool for localhost and 127.0.0.1. Files are readable by
 * their owner only.
 */
final class SecureListener {
    /** The one user of the SASL listener; the course's. */
    static final String USER = "myuser";

    private static final String PASSWORD = "mypassword";
    static final List<String> SCRAM_CREDENTIALS =
            List.of("SCRAM-SHA-512=[name=%s,password=%s]".formatted(USER, PASSWORD));

    private final SandboxState state;
    private final Path folder;

    /** @param folder the sandbox's folder for TLS files; made when needed */
    SecureListener(SandboxState state, Path folder) {
        this.state = state;
        this.folder = folder;
    }

    Path clientProperties() {
        return folder.resolve("client.properties");
    }

    /** Makes what is missing. Brokers of one sandbox call it side by side. */
    void prepare() {
        synchronized (SecureListener.class) {
            try {
                Files.createDirectories(folder);
                if (!Files.exists(keyStore())) {
                    makeKeyStore();
                }
                writeClientFiles();
            } catch (IOException | GeneralSecurityException e) {
                throw new SandboxException(
                        SandboxException.Reason.PRECONDITION,
                        "cannot make the TLS files in " + folder + ": " + e.getMessage(),
                        e);
            }
        }
    }

    void configure(Properties p, String listener) {
        String prefix = "listener.name." + listener.toLowerCase(Locale.ROOT) + ".";
        try {
            p.setProperty(prefix + "ssl.keystore.location", keyStore().toString());
            p.setProperty(prefix + "ssl.keystore.type", "PKCS12");
            p.setProperty(prefix + "ssl.keystore.password", Files.readString(secret()));
        } catch (IOException e) {
            throw new SandboxException(
                    SandboxException.Reason.PRECONDITION, "cannot read " + secret() + ": " + e.getMessage(), e);
        }
        p.setProperty(prefix + "sasl.enabled.mechanisms", "SCRAM-SHA-512,PLAIN");
        p.setProperty(
                prefix + "scram-sha-512.sasl.jaas.config",
                "org.apache.kafka.common.security.scram.ScramLoginModule required;");
        p.setProperty(
                prefix + "plain.sasl.jaas.config",
                "org.apache.kafka.common.security.plain.PlainLoginModule required user_%s=\"%s\";"
                        .formatted(USER, PASSWORD));
        // Whoever comes over the other listeners may grant and withdraw rights of the SASL user.
        p.setProperty("authorizer.class.name", "org.apache.kafka.metadata.authorizer.StandardAuthorizer");
        p.setProperty("super.users", "User:ANONYMOUS");
        p.setProperty("allow.everyone.if.no.acl.found", "true");
    }

    private Path keyStore() {
        return folder.resolve("broker.p12");
    }

    private Path secret() {
        return folder.resolve("broker.secret");
    }

    private void makeKeyStore() throws IOException {
        byte[] random = new byte[18];
        new SecureRandom().nextBytes(random);
        writePrivately(secret(), Base64.getUrlEncoder().encodeToString(random));
        Path draft = folder.resolve("broker.p12.new");
        Files.deleteIfExists(draft);
        Process keytool = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "keytool")
                                .toString(),
                        "-genkeypair",
                        "-alias",
                        "broker",
                        "-keyalg",
                        "EC",
                        "-groupname",
                        "secp256r1",
                        "-validity",
                        "3650",
                        "-dname",
                        "CN=localhost, O=kafka-lab sandbox",
                        "-ext",
                        "SAN=dns:localhost,ip:127.0.0.1",
                        "-ext",
                        "bc:c",
                        "-storetype",
                        "PKCS12",
                        "-keystore",
                        draft.toString(),
                        "-storepass:file",
                        secret().toString())
                .redirectErrorStream(true)
                .start();
        String said = new String(keytool.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        try {
            if (!keytool.waitFor(60, TimeUnit.SECONDS) || keytool.exitValue() != 0) {
                throw new IOException("keytool: " + said.lines().findFirst().orElse("no word"));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while keytool ran", e);
        }
        Files.move(draft, keyStore(), StandardCopyOption.ATOMIC_MOVE);
    }

    private void writeClientFiles() throws IOException, GeneralSecurityException {
        String pem = certificate();
        Path ca = folder.resolve("ca.pem");
        writePrivately(ca, pem);
        String servers = IntStream.rangeClosed(1, state.brokers())
                .mapToObj(node -> "127.0.0.1:" + state.port("kafka-" + node + "-secure"))
                .collect(Collectors.joining(","));
        writePrivately(clientProperties(), """
                bootstrap.servers=%s
                security.protocol=SASL_SSL
                sasl.mechanism=SCRAM-SHA-512
                sasl.jaas.config=org.apache.kafka.common.security.scram.ScramLoginModule required \
                username="%s" password="%s";
                ssl.truststore.type=PEM
                ssl.truststore.location=%s
                """.formatted(servers, USER, PASSWORD, ca));
        writePrivately(folder.resolve("kcat.conf"), """
                bootstrap.servers=%s
                security.protocol=SASL_SSL
                # librdkafka 2.0 (Debian 12) cannot do SCRAM against Kafka 4; over TLS this is as safe
                sasl.mechanism=PLAIN
                sasl.username=%s
                sasl.password=%s
                ssl.ca.location=%s
                """.formatted(servers, USER, PASSWORD, ca));
    }

    private String certificate() throws IOException, GeneralSecurityException {
        KeyStore keys = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(keyStore())) {
            keys.load(in, Files.readString(secret()).toCharArray());
        }
        return "-----BEGIN CERTIFICATE-----\n"
                + Base64.getMimeEncoder(64, new byte[] {'\n'})
                        .encodeToString(keys.getCertificate("broker").getEncoded())
                + "\n-----END CERTIFICATE-----\n";
    }

    private static void writePrivately(Path file, String text) throws IOException {
        Path draft = file.resolveSibling(file.getFileName() + ".new");
        Files.deleteIfExists(draft);
        if (draft.getFileSystem().supportedFileAttributeViews().contains("posix")) {
            Files.createFile(draft, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        }
        Files.writeString(draft, text, StandardCharsets.UTF_8);
        Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }
}
