package dev.kafkalab.sandbox.doctor;

import dev.kafkalab.sandbox.ListeningProcess;
import dev.kafkalab.sandbox.LoopbackPort;
import dev.kafkalab.sandbox.SandboxHome;
import dev.kafkalab.sandbox.ServerStatus;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The ports that the course uses: free, used by a sandbox, or taken by a stranger. */
record PortExamination(SandboxHome home) implements Examination {
    private static final Map<Integer, String> COURSE = new LinkedHashMap<>();

    static {
        COURSE.put(9092, "kafka-1");
        COURSE.put(9093, "kafka-2");
        COURSE.put(9094, "kafka-3");
        COURSE.put(3306, "mysql");
        COURSE.put(6379, "redis");
        COURSE.put(27017, "mongo");
        COURSE.put(9200, "elasticsearch");
        COURSE.put(8080, "serve");
    }

    @Override
    public List<Finding> findings() {
        Map<Integer, String> ours = ours();
        List<Finding> findings = new ArrayList<>();
        COURSE.forEach((port, server) -> {
            String subject = "port " + port;
            if (ours.containsKey(port)) {
                findings.add(Finding.ok(subject, ours.get(port)));
            } else if (LoopbackPort.isFree(port)) {
                findings.add(Finding.ok(subject, "free for " + server));
            } else {
                findings.add(Finding.warn(
                        subject,
                        "taken by "
                                + ListeningProcess.on(port)
                                        .map(PortExamination::name)
                                        .orElse("another process"),
                        server + " will take the next free port; to have this one, end that process first"));
            }
        });
        return findings;
    }

    /** Such as {@code java (pid 4711)}. */
    private static String name(ProcessHandle process) {
        return process.info()
                        .command()
                        .map(command -> Path.of(command).getFileName().toString())
                        .orElse("a process")
                + " (pid " + process.pid() + ")";
    }

    private Map<Integer, String> ours() {
        Map<Integer, String> ours = new HashMap<>();
        for (String name : home.sandboxNames()) {
            for (ServerStatus status : home.sandbox(name).status()) {
                if (status.pid().isPresent()) {
                    ours.put(status.port(), status.id() + " of sandbox '" + name + "'");
                }
            }
        }
        return ours;
    }
}
