package dev.kafkalab.sandbox.doctor;

import dev.kafkalab.sandbox.SandboxException;
import dev.kafkalab.sandbox.SandboxHome;
import dev.kafkalab.sandbox.ServerStatus;
import java.util.ArrayList;
import java.util.List;

/** Whether the servers of each sandbox answer. */
record ServerExamination(SandboxHome home) implements Examination {
    @Override
    public List<Finding> findings() {
        List<Finding> findings = new ArrayList<>();
        for (String name : home.sandboxNames()) {
            try {
                home.sandbox(name).status().forEach(status -> findings.add(finding(name, status)));
            } catch (SandboxException e) {
                findings.add(Finding.fail("sandbox " + name, String.valueOf(e.getMessage()), ""));
            }
        }
        return findings.isEmpty() ? List.of(Finding.ok("sandbox", "none yet; start one with: sandbox up")) : findings;
    }

    private static Finding finding(String sandbox, ServerStatus status) {
        boolean named = !sandbox.equals(SandboxHome.DEFAULT_NAME);
        String subject = named ? sandbox + "/" + status.id() : status.id();
        String option = named ? " --name " + sandbox : "";
        if (status.answers()) {
            return Finding.ok(subject, "answers on port " + status.port());
        }
        if (status.pid().isEmpty()) {
            return Finding.ok(subject, "stopped; start it with: sandbox up" + option);
        }
        return Finding.fail(
                subject,
                "runs as pid %d but does not answer on port %d"
                        .formatted(status.pid().get(), status.port()),
                "sandbox restart " + status.id() + option + "; its log: " + status.log());
    }
}
