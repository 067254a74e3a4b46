package dev.kafkalab.cdc.torture;

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

/** What {@code scripts/torture cdc} runs. */
public final class CaptureTortureCommand {
    private static final List<String> KINDS = List.of("outbox", "changelog", "table");
    private static final int NAIVE_SECONDS = 10;

    private int kills = 50;
    private int restarts = 3;
    private long seed = new Random().nextInt(Integer.MAX_VALUE);
    private List<String> kinds = KINDS;
    private boolean naive;

    private CaptureTortureCommand() {}

    public static void main(String[] arguments) throws Exception {
        CaptureTortureCommand command = new CaptureTortureCommand();
        try {
            command.parse(arguments);
        } catch (IllegalArgumentException e) {
            System.err.println("torture: " + e.getMessage());
            System.exit(2);
        }
        System.exit(command.run());
    }

    private void parse(String[] arguments) {
        List<String> chosen = new ArrayList<>();
        for (int i = 0; i < arguments.length; i += 2) {
            if (i + 1 == arguments.length) {
                throw new IllegalArgumentException(arguments[i] + " needs a value");
            }
            String value = arguments[i + 1];
            switch (arguments[i]) {
                case "--kills" -> kills = number(value);
                case "--restarts" -> restarts = number(value);
                case "--seed" -> seed = number(value);
                case "--source" -> chosen.add(oneOf("--source", value, KINDS));
                case "--subject" ->
                    naive = oneOf("--subject", value, List.of("relay", "naive")).equals("naive");
                default ->
                    throw new IllegalArgumentException("unknown option '" + arguments[i]
                            + "'; there are --kills, --restarts, --source, --seed, --subject");
            }
        }
        kinds = chosen.isEmpty() ? KINDS : List.copyOf(chosen);
    }

    private static int number(String value) {
        if (!value.matches("[0-9]{1,9}")) {
            throw new IllegalArgumentException("'" + value + "' is no number");
        }
        return Integer.parseInt(value);
    }

    private static String oneOf(String option, String value, List<String> allowed) {
        if (!allowed.contains(value)) {
            throw new IllegalArgumentException(option + " is '" + value + "'; allowed: " + allowed);
        }
        return value;
    }

    private int run() throws Exception {
        Path folder = Files.createTempDirectory("kafka-lab-torture-");
        Sandbox sandbox =
                new SandboxHome(folder, SandboxHome.of(System.getenv()).cache()).sandbox("torture");
        Runtime.getRuntime().addShutdownHook(new Thread(() -> sandbox.down(Progress.SILENT)));
        Map<String, SandboxException> failed = sandbox.up(
                new UpRequest(Optional.of(1), EnumSet.of(ServerKind.KAFKA, ServerKind.MYSQL), false, false, false),
                Progress.SILENT);
        if (!failed.isEmpty()) {
            System.err.println("torture: no servers: " + failed.values());
            return 3;
        }
        System.out.println("seed " + seed);
        CaptureTorture torture = new CaptureTorture(sandbox, folder, kills, restarts, seed, System.out::println);
        List<CaptureTorture.Result> results = new ArrayList<>();
        for (String kind : naive ? List.of("naive") : kinds) {
            results.add(naive ? torture.runNaively(NAIVE_SECONDS) : torture.run(kind));
        }
        System.out.println();
        results.forEach(System.out::println);
        return results.stream().allMatch(CaptureTorture.Result::holds) ? 0 : 1;
    }
}
