package dev.kafkalab.sandbox.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kafkalab.sandbox.Sandbox;
import dev.kafkalab.sandbox.SandboxHome;
import dev.kafkalab.sandbox.doctor.Finding.Level;
import dev.kafkalab.sandbox.junit.SandboxTest;
import java.io.IOException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

@SandboxTest(alone = true)
class DoctorIT {
    @Test
    void aServerThatRunsButDoesNotAnswerFailsWithTheCommandThatMendsIt(Sandbox sandbox) throws Exception {
        assertThat(finding(sandbox).level()).isEqualTo(Level.OK);
        signal(sandbox, "STOP");
        try {
            Finding frozen = finding(sandbox);
            assertThat(frozen.level()).isEqualTo(Level.FAIL);
            assertThat(frozen.remedy()).contains("sandbox restart kafka-1 --name " + sandbox.name());
        } finally {
            signal(sandbox, "CONT");
        }
    }

    @Test
    void aServerThatWasKilledIsStopped(Sandbox sandbox) {
        sandbox.kill("kafka-1");
        assertThat(finding(sandbox).found()).contains("stopped", "sandbox up --name " + sandbox.name());
    }

    private static Finding finding(Sandbox sandbox) {
        SandboxHome home = SandboxHome.at(sandbox.directory().getParent().getParent());
        return new ServerExamination(home)
                .findings().stream()
                        .filter(finding -> finding.subject().equals(sandbox.name() + "/kafka-1"))
                        .findFirst()
                        .orElseThrow();
    }

    private static void signal(Sandbox sandbox, String signal) throws IOException, InterruptedException {
        long pid = sandbox.status().get(0).pid().orElseThrow();
        Process kill = new ProcessBuilder("kill", "-" + signal, String.valueOf(pid)).start();
        assertThat(kill.waitFor(10, TimeUnit.SECONDS)).isTrue();
    }
}
