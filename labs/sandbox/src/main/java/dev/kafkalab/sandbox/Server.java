package dev.kafkalab.sandbox;

import java.util.Map;
import java.util.Set;

/**
 * One server process of a sandbox: what to prepare, what to run, how to ask whether it answers. The {@link Sandbox}
 * starts and ends the process; an adapter never does.
 *
 * <p>Implementations are immutable; {@link #answers()} may be called from any thread.
 */
public interface Server {
    /** The name users type and the folder below the sandbox: {@code kafka-1}, {@code mysql}. */
    String id();

    ServerKind kind();

    /** The port clients connect to. */
    int port();

    /** The names of the ports its process listens on, as the sandbox assigns them. */
    default Set<String> portNames() {
        return Set.of(id());
    }

    /**
     * Fetches, unpacks and formats what the process needs. Called before each start; does only what is missing, so
     * that a start after a crash keeps the data.
     *
     * @throws SandboxException if something cannot be had, with the way out
     */
    void prepare(Progress progress);

    /** One whole argument of {@link #launch()}'s command that no other sandbox's process has. */
    String marker();

    /** The process to run; called after {@link #prepare}. */
    Launch launch();

    /** Whether the server answers in its own protocol now. Bounded to about a second; never throws. */
    boolean answers();

    /** What a shell needs to connect, such as {@code KAFKA_LAB_MYSQL_URL}; names to values, in the order to print. */
    Map<String, String> exports();
}
