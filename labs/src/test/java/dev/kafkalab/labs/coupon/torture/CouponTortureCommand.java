package dev.kafkalab.labs.coupon.torture;

import dev.kafkalab.sandbox.Progress;
import dev.kafkalab.sandbox.Sandbox;
import dev.kafkalab.sandbox.SandboxException;
import dev.kafkalab.sandbox.SandboxHome;
import dev.kafkalab.sandbox.ServerKind;
import dev.kafkalab.sandbox.UpRequest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** {@code scripts/torture coupon}: see there. */
public final class CouponTortureCommand {
    private CouponTortureCommand() {}

    /** Ends with 0 if every promise held, 1 if not, 2 on wrong usage. */
    public static void main(String[] arguments) throws Exception {
        TortureOptions options;
        try {
            options = TortureOptions.parse(arguments);
        } catch (IllegalArgumentException e) {
            System.err.println("torture: " + e.getMessage());
            System.exit(2);
            return;
        }
        Path folder = Files.createTempDirectory("coupon-torture");
        SandboxHome home = new SandboxHome(
                folder.resolve("home"), SandboxHome.of(System.getenv()).cache());
        Sandbox sandbox = home.sandbox("torture");
        Runtime.getRuntime().addShutdownHook(new Thread(() -> sandbox.down(Progress.SILENT)));
        boolean held = false;
        try {
            Map<String, SandboxException> failed = sandbox.up(
                    new UpRequest(
                            Optional.empty(),
                            Set.of(ServerKind.KAFKA, ServerKind.MYSQL, ServerKind.REDIS),
                            false,
                            false,
                            false),
                    Progress.SILENT);
            failed.values().forEach(failure -> {
                throw failure;
            });
            System.out.println("seed " + options.seed());
            CouponTorture.Result result = new CouponTorture(sandbox, folder, options, System.out::println).run();
            System.out.println(result);
            held = result.findings().isEmpty() && result.kills() >= options.kills();
        } finally {
            if (held) {
                sandbox.reset(Progress.SILENT);
                delete(folder);
            } else {
                System.err.println("logs and data: " + folder);
            }
        }
        System.exit(held ? 0 : 1);
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
