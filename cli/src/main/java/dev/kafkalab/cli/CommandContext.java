package dev.kafkalab.cli;

import dev.kafkalab.cli.connection.Connection;
import dev.kafkalab.cli.connection.Database;
import dev.kafkalab.cli.connection.Store;
import dev.kafkalab.cli.output.OutputFormat;
import dev.kafkalab.cli.output.Rows;
import dev.kafkalab.cli.output.RowsWriter;
import dev.kafkalab.sandbox.Sandbox;
import dev.kafkalab.sandbox.SandboxHome;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a command may touch of the world outside: streams, environment, clock, the home folder, the global options.
 * Commands take it in their constructor, so that a test can give them another world.
 *
 * <p>One invocation, one context. The streams are buffered; {@link KafkaLab} flushes them.
 */
public final class CommandContext {
    private final InputStream in;
    private final PrintStream out;
    private final PrintStream err;
    private final Map<String, String> environment;
    private final Clock clock;
    private final boolean terminal;
    final GlobalOptions globals = new GlobalOptions();

    private @Nullable Connection connection;
    private @Nullable Database database;

    /** @param terminal whether standard error is a screen that somebody looks at */
    public CommandContext(
            InputStream in,
            PrintStream out,
            PrintStream err,
            Map<String, String> environment,
            Clock clock,
            boolean terminal) {
        this.in = in;
        this.out = out;
        this.err = err;
        this.environment = Map.copyOf(environment);
        this.clock = clock;
        this.terminal = terminal;
    }

    public InputStream in() {
        return in;
    }

    /** Data only. */
    public PrintStream out() {
        return out;
    }

    /** Everything else. */
    public PrintStream err() {
        return err;
    }

    public Map<String, String> environment() {
        return environment;
    }

    public Clock clock() {
        return clock;
    }

    public SandboxHome home() {
        return SandboxHome.of(environment);
    }

    public boolean verbose() {
        return globals.verbose;
    }

    public boolean quiet() {
        return globals.quiet;
    }

    public OutputFormat outputFormat() {
        return globals.output;
    }

    /** Whether to draw progress: somebody looks, and did not ask for quiet. */
    public boolean showsProgress() {
        return terminal && !globals.quiet;
    }

    /** Whether to colour what goes to standard error, and to standard output where that is a screen too. */
    public boolean colours() {
        return switch (globals.color) {
            case ALWAYS -> true;
            case NEVER -> false;
            case AUTO -> terminal && !environment.containsKey("NO_COLOR");
        };
    }

    /** {@code --timeout}, or {@code otherwise}. */
    public Duration timeout(Duration otherwise) {
        return globals.timeout == null ? otherwise : globals.timeout;
    }

    /** {@code --timeout}, if it was given. */
    public Optional<Duration> timeout() {
        return Optional.ofNullable(globals.timeout);
    }

    /**
     * Flushes standard output and makes sure that it arrived.
     *
     * @throws OutputClosedException if nobody reads it any more
     * @throws CommandException if it cannot be written, as on a full disk
     */
    public void checkOutput() {
        if (!out.checkError()) {
            return;
        }
        IOException failure = out instanceof StandardOutput output ? output.failure() : null;
        if (failure == null || "Broken pipe".equals(failure.getMessage())) {
            throw new OutputClosedException();
        }
        throw new CommandException(
                ExitCode.INTERNAL, "cannot write to standard output: " + failure.getMessage(), failure);
    }

    /** Prints rows to standard output in the format asked for. */
    public void print(Rows rows) {
        RowsWriter.write(rows, globals.output, out);
    }

    /** One line for people, on standard error; nothing with {@code -q}. */
    public void say(String line) {
        if (!globals.quiet) {
            out.flush(); // on a terminal the line stands below the data it speaks of
            err.println(line);
        }
    }

    /**
     * How to reach the cluster: flag, environment, profile, running sandbox, in that order.
     *
     * @throws CommandException if nothing names a cluster, or a file cannot be read
     */
    public Connection connection() {
        if (globals.verbose) {
            // simplelogger.properties silences Kafka's clients; their log is first asked for after this.
            System.setProperty("org.slf4j.simpleLogger.log.org.apache.kafka", "warn");
            System.setProperty("org.slf4j.simpleLogger.log.dev.kafkalab.cdc.RelayLoop", "warn");
            System.setProperty("org.slf4j.simpleLogger.log.dev.kafkalab.cdc.PageQueue", "warn");
        }
        connection = Connection.resolve(request(), environment, home());
        return connection;
    }

    /**
     * The same, but with this sandbox where nothing else is named.
     *
     * @throws CommandException as {@link #connection}
     */
    public Connection connection(Sandbox otherwise) {
        if (namesCluster()) {
            return connection();
        }
        globals.bootstrapServer = otherwise
                .bootstrapServers()
                .orElseThrow(() -> new CommandException(
                        ExitCode.UNREACHABLE, "no broker of sandbox '" + otherwise.name() + "' runs; run: sandbox up"));
        return connection();
    }

    /** Whether flag, environment or profile name a cluster, so that no sandbox is meant. */
    public boolean namesCluster() {
        return Connection.isNamed(request(), environment, home());
    }

    private Connection.Request request() {
        return new Connection.Request(
                globals.bootstrapServer,
                globals.profile,
                globals.commandConfig,
                globals.commandProperties,
                globals.timeout);
    }

    /**
     * How to reach MySQL: options, {@code --profile}, environment, profile in use, sandbox, in that order.
     *
     * @throws CommandException if nothing names one, or a file cannot be read
     */
    public Database database(Database.Request request) {
        database = Database.resolve(request, globals.profile, environment, home());
        return database;
    }

    /**
     * Where a server of the sandbox's kinds is: option, {@code --profile}, environment, profile in use, sandbox, in that order.
     *
     * @throws CommandException if nothing names one
     */
    public String store(Store store, @Nullable String option) {
        return store.resolve(option, globals.profile, environment, home());
    }

    /** The database last asked for, for messages. */
    Optional<Database> lastDatabase() {
        return Optional.ofNullable(database);
    }

    /** The cluster last asked for, for messages. */
    Optional<Connection> lastConnection() {
        return Optional.ofNullable(connection);
    }
}
