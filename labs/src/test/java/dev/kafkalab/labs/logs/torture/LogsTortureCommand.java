package dev.kafkalab.labs.logs.torture;

import dev.kafkalab.sandbox.Progress;
import dev.kafkalab.sandbox.Sandbox;
import dev.kafkalab.sandbox.SandboxException;
import dev.kafkalab.sandbox.SandboxHome;
import dev.kafkalab.sandbox.ServerKind;
import dev.kafkalab.sandbox.UpRequest;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.Map;
import java.util.Optional;
import java.util.Random;

/** What {@code scripts/torture logs} runs. */
public final class LogsTortureCommand {
    private LogsTortureCommand() {}

    public static void main(String[] arguments) throws Exception {
        int kills = 40;
        int rate = 5_000;
        long seed = new Random().nextInt(Integer.MAX_VALUE);
        for (int i = 0; i < arguments.length; i += 2) {
            if (i + 1 == arguments.length || !arguments[i + 1].matches("[0-9]{1,9}")) {
                refuse(arguments[i] + " needs a number");
            }
            int value = Integer.parseInt(arguments[i + 1]);
            switch (arguments[i]) {
                case "--kills" -> kills = value;
                case "--rate" -> rate = value;
                case "--seed" -> seed = value;
                default -> refuse("unknown option '" + arguments[i] + "'; there are --kills, --rate, --seed");
            }
        }
        System.exit(run(kills, rate, seed));
    }

    private static void refuse(String why) {
        System.err.println("torture: " + why);
        System.exit(2);
    }

    private static int run(int kills, int rate, long seed) throws Exception {
        Path folder = Files.createTempDirectory("kafka-lab-torture-");
        Sandbox sandbox =
                new SandboxHome(folder, SandboxHome.of(System.getenv()).cache()).sandbox("torture");
        Runtime.getRuntime().addShutdownHook(new Thread(() -> sandbox.down(Progress.SILENT)));
        Map<String, SandboxException> failed = sandbox.up(
                new UpRequest(
                        Optional.of(1), EnumSet.of(ServerKind.KAFKA, ServerKind.ELASTICSEARCH), false, false, false),
                Progress.SILENT);
        if (!failed.isEmpty()) {
            System.err.println("torture: no servers: " + failed.values());
            return 3;
        }
        System.out.println("seed " + seed);
        LogsTorture.Result result = new LogsTorture(sandbox, folder, kills, rate, seed, System.out::println).run();
        System.out.println(result);
        return result.holds() ? 0 : 1;
    }
}
