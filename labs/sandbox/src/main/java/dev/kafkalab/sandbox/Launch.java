package dev.kafkalab.sandbox;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A process to start.
 *
 * @param command program and arguments, all paths absolute
 * @param environment added to the environment of this process
 * @param marker one whole argument of {@code command} that no other sandbox's process has; an orphan of a killed
 *     launcher is recognised by it
 */
public record Launch(List<String> command, Map<String, String> environment, String marker) {
    /** What a server of ours logs, and that each line says when. */
    private static final List<String> LOGGING = List.of(
            "-Dorg.slf4j.simpleLogger.defaultLogLevel=warn",
            "-Dorg.slf4j.simpleLogger.showDateTime=true",
            "-Dorg.slf4j.simpleLogger.dateTimeFormat=yyyy-MM-dd'T'HH:mm:ss.SSSXXX");

    public Launch {
        command = List.copyOf(command);
        environment = Map.copyOf(environment);
        if (!command.contains(marker)) {
            throw new IllegalArgumentException("marker '" + marker + "' is not an argument of " + command);
        }
    }

    /**
     * A JVM of the same JDK.
     *
     * @param site the server's own place; its folder marks the process
     */
    public static Launch java(
            Site site, List<String> jvmOptions, String classPath, String mainClass, List<String> arguments) {
        String marker = javaMarker(site);
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(jvmOptions);
        command.addAll(LOGGING);
        command.add(marker);
        command.add(mainClass);
        command.addAll(arguments);
        // Not as an argument: the kernel shows a process' first 4096 bytes of them, and the JDK then shows none at all,
        // so a long class path would hide the marker.
        return new Launch(command, Map.of("CLASSPATH", classPath), marker);
    }

    /** The argument that marks a JVM started for the server at {@code site}. */
    public static String javaMarker(Site site) {
        return "-Dkafkalab.server=" + site.directory();
    }
}
