package dev.kafkalab.cli.connection;

import dev.kafkalab.cli.CommandException;
import dev.kafkalab.cli.ExitCode;
import dev.kafkalab.sandbox.SandboxHome;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/**
 * The cluster a command talks to.
 *
 * @param bootstrapServers host:port, comma separated
 * @param properties every client property, {@code bootstrap.servers} included; may hold secrets, so never printed
 */
public record Connection(String bootstrapServers, Map<String, Object> properties) {
    private static final String BOOTSTRAP = "bootstrap.servers";

    public Connection {
        properties = Map.copyOf(properties);
    }

    /** What the command line said. */
    public record Request(
            @Nullable String bootstrapServer,
            @Nullable String profile,
            @Nullable Path commandConfig,
            Map<String, String> commandProperties) {}

    /**
     * Precedence: flag, environment, profile, running sandbox.
     *
     * @throws CommandException if nothing names a cluster, or a file cannot be read
     */
    public static Connection resolve(Request request, Map<String, String> environment, SandboxHome home) {
        Map<String, Object> properties = new HashMap<>();
        if (request.commandConfig() != null) {
            properties.putAll(read(request.commandConfig()));
        }
        properties.putAll(request.commandProperties());
        String servers = request.bootstrapServer();
        if (servers == null) {
            servers = environment.get("KAFKA_LAB_BOOTSTRAP_SERVER");
        }
        if (servers == null && properties.get(BOOTSTRAP) instanceof String configured) {
            servers = configured;
        }
        if (servers == null) {
            servers = home.sandbox(SandboxHome.DEFAULT_NAME).bootstrapServers().orElse(null);
        }
        if (servers == null) {
            throw new CommandException(
                    ExitCode.UNREACHABLE, "no sandbox is running; start one with: sandbox up, or name brokers with -b");
        }
        properties.put(BOOTSTRAP, servers);
        return new Connection(servers, properties);
    }

    private static Map<String, String> read(Path file) {
        Properties properties = new Properties();
        try (Reader reader = Files.newBufferedReader(file)) {
            properties.load(reader);
        } catch (IOException | IllegalArgumentException e) {
            throw new CommandException(
                    ExitCode.USAGE, "cannot read the properties file " + file + ": " + e.getMessage(), e);
        }
        Map<String, String> map = new HashMap<>();
        properties.stringPropertyNames().forEach(name -> map.put(name, properties.getProperty(name)));
        return map;
    }
}
