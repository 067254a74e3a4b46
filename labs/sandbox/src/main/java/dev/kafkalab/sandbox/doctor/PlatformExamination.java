package dev.kafkalab.sandbox.doctor;

import dev.kafkalab.sandbox.Platform;
import dev.kafkalab.sandbox.ServerKind;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Which servers run on this operating system and processor. */
record PlatformExamination(Platform platform) implements Examination {
    @Override
    public List<Finding> findings() {
        Set<ServerKind> missing = EnumSet.allOf(ServerKind.class);
        missing.removeAll(platform.supported());
        if (missing.isEmpty()) {
            return List.of(Finding.ok("platform", platform.classifier() + ": all servers run here"));
        }
        String names = missing.stream().map(ServerKind::id).collect(Collectors.joining(", "));
        return List.of(Finding.warn(
                "platform",
                platform.classifier() + ": no " + names,
                "use servers of your own for these, or the containers of docker/compose.yaml"));
    }
}
