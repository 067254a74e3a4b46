package dev.kafkalab.bench;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Where and with what was measured. */
public final class Machine {
    private Machine() {}

    /**
     * @param flags of the measured processes
     * @param libraries whose versions are told, as their jars are called
     */
    public static List<String> description(List<String> flags, List<String> libraries) {
        Runtime.Version java = Runtime.version();
        var system = (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
        return List.of(
                "%d processors%s shared with the servers, %d GB of memory, %s %s"
                        .formatted(
                                Runtime.getRuntime().availableProcessors(),
                                processor().map(name -> " (" + name + ")").orElse(""),
                                system.getTotalMemorySize() >> 30,
                                System.getProperty("os.name"),
                                System.getProperty("os.arch")),
                "%s %s, flags %s".formatted(System.getProperty("java.vm.name"), java, String.join(" ", flags)),
                String.join(
                        ", ",
                        libraries.stream()
                                .map(library -> library + " " + version(library).orElse("?"))
                                .toList()));
    }

    /** Says so if others were at work before anything began: their part varies, and even ratios mean little then. */
    public static Optional<String> warning() {
        double load = ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage();
        return load > 0.5 * Runtime.getRuntime().availableProcessors()
                ? Optional.of(String.format(
                        Locale.ROOT,
                        "others were at work when it began (load average %.1f): not a quiet machine",
                        load))
                : Optional.empty();
    }

    /** Only Linux tells. */
    private static Optional<String> processor() {
        try (var lines = Files.lines(Path.of("/proc/cpuinfo"))) {
            return lines.filter(line -> line.startsWith("model name"))
                    .map(line -> line.substring(line.indexOf(':') + 1).strip())
                    .findFirst();
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    private static Optional<String> version(String library) {
        Matcher jar = Pattern.compile(Pattern.quote(library) + "-(\\d[^/\\\\:;]*)\\.jar")
                .matcher(System.getProperty("java.class.path"));
        return jar.find() ? Optional.of(jar.group(1)) : Optional.empty();
    }
}
