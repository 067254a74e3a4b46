package dev.kafkalab.cli.command;

import dev.kafkalab.cli.CommandContext;
import dev.kafkalab.cli.ExitCode;
import dev.kafkalab.cli.output.Rows;
import dev.kafkalab.sandbox.doctor.Doctor;
import dev.kafkalab.sandbox.doctor.Finding;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/** {@code doctor}. */
@Command(
        name = "doctor",
        mixinStandardHelpOptions = true,
        description = {
            "Check JDK, disk, ports, what is fetched and each server, and say how to mend what is wrong.",
            "Ends with 5 if something will not work."
        })
public final class DoctorCommand implements Callable<Integer> {
    private final CommandContext context;

    DoctorCommand(CommandContext context) {
        this.context = context;
    }

    @Override
    public Integer call() {
        List<Finding> findings = new Doctor(context.home(), context.environment()).examine();
        Rows rows = Rows.of("subject", "state", "found", "remedy");
        for (Finding finding : findings) {
            rows.add(
                    finding.subject(),
                    finding.level().name(),
                    finding.found(),
                    finding.remedy().isEmpty() ? null : finding.remedy());
        }
        context.print(rows);
        return Doctor.healthy(findings) ? ExitCode.OK : ExitCode.PRECONDITION;
    }
}
