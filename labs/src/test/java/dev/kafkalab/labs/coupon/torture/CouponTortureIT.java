package dev.kafkalab.labs.coupon.torture;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kafkalab.sandbox.Sandbox;
import dev.kafkalab.sandbox.ServerKind;
import dev.kafkalab.sandbox.junit.SandboxTest;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A small torture; the long one is {@code scripts/torture coupon}. */
@SandboxTest(
        servers = {ServerKind.KAFKA, ServerKind.MYSQL, ServerKind.REDIS},
        alone = true)
@Timeout(value = 3, unit = TimeUnit.MINUTES)
class CouponTortureIT {
    @TempDir
    private Path folder;

    @Test
    void whateverIsKilledExactlySoManyAreIssued(Sandbox sandbox) throws Exception {
        CouponTorture.Result result = new CouponTorture(
                        sandbox,
                        folder,
                        new TortureOptions(400, 100, 2, 6, System.nanoTime(), false),
                        System.out::println)
                .run();

        assertThat(result.findings()).as(result.toString()).isEmpty();
        assertThat(result.kills()).isEqualTo(6);
    }
}
