package dev.kafkalab.consumer.torture;

import dev.kafkalab.sandbox.Progress;
import dev.kafkalab.sandbox.Sandbox;
import dev.kafkalab.sandbox.SandboxException;
import dev.kafkalab.sandbox.SandboxHome;
import dev.kafkalab.sandbox.ServerKind;
import dev.kafkalab.sandbox.UpRequest;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;

/** What {@code scripts/torture consumer} runs. */
public final class TortureCommand {
    private TortureCommand() {}

    public static void main(String[] arguments) throws Exception {
        TortureOptions options;
        try {
            options = TortureOptions.parse(arguments);
        } catch (IllegalArgumentException e) {
            System.err.println("torture: " + e.getMessage());
            System.exit(2);
            return;
        }
        Path folder = Files.createTempDirectory("kafka-lab-torture-");
        Sandbox sandbox =
                new SandboxHome(folder, SandboxHome.of(System.getenv()).cache()).sandbox("torture");
        Runtime.getRuntime().addShutdownHook(new Thread(() -> sandbox.down(Progress.SILENT)));
        EnumSet<ServerKind> servers = EnumSet.of(ServerKind.KAFKA);
        if (options.trials().stream().anyMatch(trial -> trial.modes().stream().anyMatch(Mode::inbox))) {
            servers.add(ServerKind.MYSQL);
        }
        Map<String, SandboxException> failed =
                sandbox.up(new UpRequest(Optional.of(1), servers, false, false, false), Progress.SILENT);
        if (!failed.isEmpty()) {
            System.err.println("torture: no servers: " + failed.values());
            System.exit(3);
        }
        System.out.println("seed " + options.seed());
        List<TortureResult> results = new ArrayList<>();
        try (Ground ground = new Ground(sandbox.exports(), folder)) {
            Random random = new Random(options.seed());
            for (TortureOptions.Trial trial : options.trials()) {
                List<TortureResult> ended = ground.run(
                        trial.modes(),
                        trial.protocol(),
                        options.subject(),
                        trial.kills(),
                        random.nextLong(),
                        System.out::println);
                results.addAll(ended);
                System.out.println(TortureResult.header());
                for (TortureResult result : ended) {
                    System.out.println(result.row());
                    result.verdict().findings().stream().limit(10).forEach(System.out::println);
                }
            }
        }
        System.out.println();
        System.out.println(TortureResult.header());
        results.forEach(result -> System.out.println(result.row()));
        boolean held = results.stream().allMatch(result -> result.verdict().holds());
        if (held) {
            sandbox.reset(Progress.SILENT);
            Torture.sweep(folder);
        }
        System.exit(held ? 0 : 1);
    }
}
