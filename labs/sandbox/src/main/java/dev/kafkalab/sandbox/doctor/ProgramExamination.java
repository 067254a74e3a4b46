package dev.kafkalab.sandbox.doctor;

import dev.kafkalab.sandbox.Platform;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Programs that are of use beside ours. None is needed. */
record ProgramExamination(String path, Platform platform) implements Examination {
    @Override
    public List<Finding> findings() {
        List<Finding> findings = new ArrayList<>();
        if (platform.isLinux()) {
            findings.add(installed("setsid")
                    .map(file -> Finding.ok("setsid", file.toString()))
                    .orElse(Finding.warn(
                            "setsid",
                            "not installed: Ctrl-C in the terminal that ran sandbox up may end the servers",
                            "install the package util-linux")));
        }
        findings.add(Finding.ok(
                "kcat",
                installed("kcat")
                        .map(Path::toString)
                        .orElse("not installed; only scripts that compare with it need it")));
        return findings;
    }

    private Optional<Path> installed(String program) {
        return Stream.of(path.split(File.pathSeparator))
                .filter(folder -> !folder.isEmpty())
                .map(folder -> Path.of(folder, program))
                .filter(Files::isExecutable)
                .findFirst();
    }
}
