package dev.kafkalab.labs.content.torture;

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

/** What {@code scripts/torture content} runs. */
public final class ContentTortureCommand {
    private static final int CARELESS_POSTS = 1_000;

    private int kills = 20;
    private int restarts = 2;
    private int posts = 10_000;
    private long seed = new Random().nextInt(Integer.MAX_VALUE);
    private boolean careless;

    private ContentTortureCommand() {}

    public static void main(String[] arguments) throws Exception {
        ContentTortureCommand command = new ContentTortureCommand();
        try {
            command.parse(arguments);
        } catch (IllegalArgumentException e) {
            System.err.println("torture: " + e.getMessage());
            System.exit(2);
        }
        System.exit(command.run());
    }

    private void parse(String[] arguments) {
        for (int i = 0; i < arguments.length; i += 2) {
            if (i + 1 == arguments.length) {
                throw new IllegalArgumentException(arguments[i] + " needs a value");
            }
            String value = arguments[i + 1];
            switch (arguments[i]) {
                case "--kills" -> kills = number(value);
                case "--restarts" -> restarts = number(value);
                case "--posts" -> posts = number(value);
                case "--seed" -> seed = number(value);
                case "--subject" -> careless = isCareless(value);
                default ->
                    throw new IllegalArgumentException("unknown option '" + arguments[i]
                            + "'; there are --kills, --restarts, --posts, --seed, --subject");
            }
        }
    }

    private static boolean isCareless(String subject) {
        return switch (subject) {
            case "platform" -> false;
            case "careless" -> true;
            default ->
                throw new IllegalArgumentException("--subject is '" + subject + "'; allowed: platform, careless");
        };
    }

    private static int number(String value) {
        if (!value.matches("[0-9]{1,9}")) {
            throw new IllegalArgumentException("'" + value + "' is no number");
        }
        return Integer.parseInt(value);
    }

    private int run() throws Exception {
        Path folder = Files.createTempDirectory("kafka-lab-torture-");
        Sandbox sandbox =
                new SandboxHome(folder, SandboxHome.of(System.getenv()).cache()).sandbox("torture");
        Runtime.getRuntime().addShutdownHook(new Thread(() -> sandbox.down(Progress.SILENT)));
        Map<String, SandboxException> failed = sandbox.up(
                new UpRequest(Optional.of(1), EnumSet.allOf(ServerKind.class), false, false, false), Progress.SILENT);
        if (!failed.isEmpty()) {
            System.err.println("torture: no servers: " + failed.values());
            return 3;
        }
        System.out.println("seed " + seed);
        int count = careless ? Math.min(posts, CARELESS_POSTS) : posts;
        ContentTorture torture = new ContentTorture(sandbox, count, kills, restarts, seed, System.out::println);
        ContentTorture.Result result = careless ? torture.runCarelessly() : torture.run();
        System.out.println();
        System.out.println(result);
        return result.holds() ? 0 : 1;
    }
}
