package dev.kafkalab.sandbox;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * The operating system and processor of this machine, as far as they decide which servers run.
 *
 * @param os {@code linux}, {@code mac}, or whatever else the JDK calls it
 * @param processor {@code x86_64}, {@code aarch64}, or whatever else the JDK calls it
 * @param glibc whether programs linked against the GNU C library start here; they do not on Alpine
 */
public record Platform(String os, String processor, boolean glibc) {
    /** The one this JVM runs on. */
    public static Platform current() {
        String os = System.getProperty("os.name").toLowerCase(Locale.ROOT);
        String processor = System.getProperty("os.arch").toLowerCase(Locale.ROOT);
        return new Platform(
                os.startsWith("mac") ? "mac" : os.startsWith("windows") ? "windows" : os,
                processor.equals("amd64") ? "x86_64" : processor,
                Files.exists(Path.of("/lib64/ld-linux-x86-64.so.2"))
                        || Files.exists(Path.of("/lib/ld-linux-aarch64.so.1")));
    }

    /** The kinds that run here. What is pure Java and on the class path runs everywhere. */
    public Set<ServerKind> supported() {
        return hasNativeServers() ? EnumSet.allOf(ServerKind.class) : EnumSet.of(ServerKind.KAFKA, ServerKind.MONGO);
    }

    /**
     * Lets a request pass, or not.
     *
     * @param asked the kinds asked for by name; empty means whatever runs here, and what does not is said aloud
     * @throws SandboxException if a kind asked for by name does not run here
     */
    void admit(Set<ServerKind> asked, Progress progress) {
        Set<ServerKind> wanted = asked.isEmpty() ? EnumSet.allOf(ServerKind.class) : asked;
        if (supported().containsAll(wanted)) {
            return;
        }
        if (!asked.isEmpty()) {
            throw SandboxException.precondition(refusal(wanted));
        }
        progress.say(refusal(wanted));
    }

    private boolean hasNativeServers() {
        return (processor.equals("x86_64") || processor.equals("aarch64"))
                && (os.equals("mac") || (os.equals("linux") && glibc));
    }

    /** Whether it is Linux, whose programs are ELF files and take libraries from {@code LD_LIBRARY_PATH}. */
    public boolean isLinux() {
        return os.equals("linux");
    }

    /** As in the classifiers of artifacts: {@code linux-x86_64}. */
    public String classifier() {
        return os + "-" + processor;
    }

    /** One line for a user: which of {@code wanted} do not run here, which kinds do, and what to do instead. */
    private String refusal(Set<ServerKind> wanted) {
        Set<ServerKind> missing = EnumSet.copyOf(wanted);
        missing.removeAll(supported());
        return "%s cannot run on %s; %s can (mongo is a stand-in). Start those here and set %s to servers of your own"
                .formatted(
                        joined(missing, ServerKind::id),
                        classifier() + (isLinux() && !glibc ? " without glibc" : ""),
                        joined(supported(), ServerKind::id),
                        joined(missing, kind -> "KAFKA_LAB_" + kind + "_URL"));
    }

    private static String joined(Set<ServerKind> kinds, Function<ServerKind, String> text) {
        return kinds.stream().map(text).collect(Collectors.joining(", "));
    }
}
