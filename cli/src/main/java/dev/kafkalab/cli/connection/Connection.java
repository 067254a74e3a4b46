package dev.kafkalab.cli.connection;

import dev.kafkalab.cli.CommandException;
import dev.kafkalab.cli.ExitCode;
import dev.kafkalab.sandbox.SandboxHome;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The cluster a command talks to.
 *
 * @param bootstrapServers host:port, comma separated
 * @param properties every client property, {@code bootstrap.servers} included; may hold secrets, so never printed
 */
public record Connection(String bootstrapServers, Map<String, Object> properties) {
    /** How long a question may take where {@code --timeout} does not say: long enough to elect a leader. */
    public static final Duration PATIENCE = Duration.ofSeconds(10);

    private static final String BOOTSTRAP = "bootstrap.servers";
    /** A command ends before anybody could read its metrics, so it does not start with loading what prepares them. */
    private static final Map<String, String> NO_METRICS =
            Map.of("metric.reporters", "", "enable.metrics.push", "false");

    public Connection {
        properties = Map.copyOf(properties);
    }

    /** What the command line said. */
    public record Request(
            @Nullable String bootstrapServer,
            @Nullable String profile,
            @Nullable Path commandConfig,
            Map<String, String> commandProperties,
            @Nullable Duration timeout) {}

    /**
     * Precedence of the address: {@code -b}, {@code -X}, {@code --command-config}, {@code --profile}, the environment, the
     * profile in use, the running sandbox. Of other properties: {@code -X}, {@code --command-config}, the profile, {@code
     * --timeout}.
     *
     * @throws CommandException if nothing names a cluster, or a file cannot be read
     */
    public static Connection resolve(Request request, Map<String, String> environment, SandboxHome home) {
        Map<String, String> profiled = profiled(request, home);
        Map<String, String> flagged = flagged(request);
        String servers = named(request, environment, profiled, flagged)
                .or(() -> home.sandbox(SandboxHome.DEFAULT_NAME).bootstrapServers())
                .orElseThrow(() -> new CommandException(
                        ExitCode.UNREACHABLE,
                        "no sandbox is running; start one with: sandbox up, or name brokers with -b"));

        Map<String, Object> properties = new HashMap<>(timeouts(request.timeout()));
        properties.putAll(NO_METRICS);
        properties.putAll(profiled);
        properties.putAll(flagged);
        properties.put(BOOTSTRAP, servers);
        raiseApiTimeout(properties);
        return new Connection(servers, properties);
    }

    /** Whether something names a cluster, so that the running sandbox is not meant. */
    public static boolean isNamed(Request request, Map<String, String> environment, SandboxHome home) {
        return named(request, environment, profiled(request, home), flagged(request))
                .isPresent();
    }

    private static Map<String, String> profiled(Request request, SandboxHome home) {
        Profiles profiles = new Profiles(home);
        Profile profile = request.profile() == null ? profiles.inUse() : profiles.profile(request.profile());
        return profile.clientProperties();
    }

    private static Map<String, String> flagged(Request request) {
        Map<String, String> flagged = new HashMap<>();
        if (request.commandConfig() != null) {
            flagged.putAll(PropertiesFile.read(request.commandConfig()));
        }
        flagged.putAll(request.commandProperties());
        return flagged;
    }

    private static Optional<String> named(
            Request request,
            Map<String, String> environment,
            Map<String, String> profiled,
            Map<String, String> flagged) {
        String asked = request.profile() == null ? null : profiled.get(BOOTSTRAP);
        return Stream.of(
                        Optional.ofNullable(request.bootstrapServer()),
                        Optional.ofNullable(flagged.get(BOOTSTRAP)),
                        Optional.ofNullable(asked),
                        Optional.ofNullable(environment.get("KAFKA_LAB_BOOTSTRAP_SERVER")),
                        Optional.ofNullable(profiled.get(BOOTSTRAP)))
                .flatMap(Optional::stream)
                .filter(text -> !text.isBlank())
                .findFirst();
    }

    /** How long a question may take before it fails, as the properties say. */
    public Duration timeout() {
        return Duration.ofMillis(Math.max(0, millis(Objects.requireNonNull(properties.get("default.api.timeout.ms")))));
    }

    private static Map<String, String> timeouts(@Nullable Duration asked) {
        Duration timeout = asked == null ? PATIENCE : asked;
        if (timeout.isNegative() || timeout.isZero() || timeout.compareTo(Duration.ofDays(7)) > 0) {
            throw CommandException.usage("--timeout must be more than 0 and at most 7d, got " + asked);
        }
        String millis = String.valueOf(Math.max(1, timeout.toMillis()));
        Map<String, String> properties = new HashMap<>();
        properties.put("default.api.timeout.ms", millis);
        properties.put("request.timeout.ms", millis);
        if (asked != null) {
            // Without --timeout a producer waits as Kafka does, so that it outlives the loss of a broker.
            properties.put("max.block.ms", millis);
        }
        return properties;
    }

    /** Kafka refuses a limit for the whole question that is below the limit of each request. */
    private static void raiseApiTimeout(Map<String, Object> properties) {
        Object request = Objects.requireNonNull(properties.get("request.timeout.ms"));
        Object whole = Objects.requireNonNull(properties.get("default.api.timeout.ms"));
        if (millis(whole) >= 0 && millis(request) > millis(whole)) {
            properties.put("default.api.timeout.ms", request);
        }
    }

    /** A value that is no number is left for Kafka to complain about. */
    private static long millis(Object value) {
        String text = value.toString().strip();
        return text.matches("\\d{1,18}") ? Long.parseLong(text) : -1;
    }
}
