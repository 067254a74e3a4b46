package dev.kafkalab.sandbox.doctor;

import dev.kafkalab.sandbox.Platform;
import dev.kafkalab.sandbox.SandboxHome;
import java.util.List;
import java.util.Map;

/** Examines this machine: can a sandbox run here, and does the one that is up answer. Changes nothing. */
public final class Doctor {
    private final List<Examination> examinations;

    /** @param environment of this process; {@code PATH} tells which programs are installed */
    public Doctor(SandboxHome home, Map<String, String> environment) {
        this.examinations = List.of(
                new JdkExamination(Runtime.version().feature(), System.getProperty("java.home")),
                new PlatformExamination(Platform.current()),
                new HomeExamination(home),
                new CacheExamination(home.cache(), Platform.current()),
                new PortExamination(home),
                new ServerExamination(home),
                new ProgramExamination(environment.getOrDefault("PATH", ""), Platform.current()));
    }

    /** Everything found, good and bad, in the order to show it. */
    public List<Finding> examine() {
        return examinations.stream()
                .flatMap(examination -> examination.findings().stream())
                .toList();
    }

    /** Whether nothing found keeps something from working. */
    public static boolean healthy(List<Finding> findings) {
        return findings.stream().noneMatch(finding -> finding.level() == Finding.Level.FAIL);
    }
}
