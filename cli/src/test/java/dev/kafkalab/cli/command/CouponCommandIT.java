package dev.kafkalab.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kafkalab.cli.CommandHarness;
import dev.kafkalab.cli.CommandHarness.Result;
import dev.kafkalab.cli.ExitCode;
import dev.kafkalab.sandbox.Sandbox;
import dev.kafkalab.sandbox.ServerKind;
import dev.kafkalab.sandbox.junit.SandboxTest;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The coupon event as a user has it. */
@SandboxTest(servers = {ServerKind.KAFKA, ServerKind.MYSQL, ServerKind.REDIS})
@Timeout(value = 2, unit = TimeUnit.MINUTES)
class CouponCommandIT {
    private static final String TOPIC = "coupon-command-" + System.nanoTime();

    @TempDir
    Path home;

    private Map<String, String> exports = Map.of();
    private final String event = String.valueOf(ThreadLocalRandom.current().nextLong(1_000, 1L << 40));

    @BeforeEach
    void stores(Sandbox sandbox) {
        exports = sandbox.exports();
    }

    private Result run(String... arguments) {
        CommandHarness harness = new CommandHarness(home);
        exports.forEach(harness::environment);
        return harness.run(arguments);
    }

    private Result coupon(String... arguments) {
        String[] all = Arrays.copyOf(arguments, arguments.length + 2);
        all[arguments.length] = "--topic";
        all[arguments.length + 1] = TOPIC;
        return run(all);
    }

    @Test
    void fromTheEventToTheProof() {
        assertThat(coupon("coupon", "create", "--event", event, "--limit", "3").err())
                .contains("event " + event + " has 3 coupons");
        assertThat(coupon("coupon", "create", "--event", event, "--limit", "4").exitCode())
                .isEqualTo(ExitCode.PRECONDITION);

        Result one = coupon("issue-coupon", "--event", event, "--user", "7", "--output", "csv");
        assertThat(one.exitCode()).as(one.err()).isEqualTo(ExitCode.OK);
        assertThat(one.out()).isEqualTo("event,user,status,outcome,number\n" + event + ",7,200,issued,1\n");
        Result again = coupon("issue-coupon", "--event", event, "--user", "7", "--output", "csv");
        assertThat(again.exitCode()).isEqualTo(ExitCode.PRECONDITION);
        assertThat(again.out()).endsWith(event + ",7,409,already-tried,1\n");

        Result burst = coupon("issue-coupon", "--event", event, "--users", "1..20", "--repeat", "2", "--output", "csv");
        assertThat(burst.exitCode()).as(burst.err()).isEqualTo(ExitCode.OK);
        assertThat(burst.out()).contains("\n200,issued,2,", "\n403,sold-out,17,", "\n409,already-tried,21,");
        assertThat(burst.err()).contains("40 requests in ", "p50 ", "p95 ", "p99 ", "│█");

        assertThat(coupon("coupon", "verify", "--event", event).exitCode()).isEqualTo(ExitCode.CHECK_FAILED);
        Result process = coupon("coupon", "process", "--once");
        assertThat(process.exitCode()).as(process.err()).isEqualTo(ExitCode.OK);
        assertThat(process.err()).contains("rows");
        Result verified = coupon("coupon", "verify", "--event", event, "--output", "csv");
        assertThat(verified.exitCode()).as(verified.out()).isEqualTo(ExitCode.OK);
        assertThat(verified.out()).contains("coupons issued,≤ 3,3,true").doesNotContain("false");
        assertThat(coupon("coupon", "list", "--user", "7", "--output", "csv").out())
                .contains("\n" + event + ",event " + event + ",1,");
        assertThat(coupon("coupon", "list", "--output", "csv").out())
                .contains("\n" + event + ",event " + event + ",3,");
    }

    @Test
    void anEventThatIsNotThere() {
        coupon("coupon", "create", "--event", event, "--limit", "0");

        assertThat(coupon("issue-coupon", "--event", "999", "--user", "7").exitCode())
                .isEqualTo(ExitCode.NOT_FOUND);
        assertThat(coupon("issue-coupon", "--event", "999", "--users", "1..3").exitCode())
                .isEqualTo(ExitCode.NOT_FOUND);
        Result verify = coupon("coupon", "verify", "--event", "999");
        assertThat(verify.exitCode()).isEqualTo(ExitCode.NOT_FOUND);
        assertThat(verify.err()).contains("no event 999");
    }

    @Test
    void beforeThereIsAnyEvent() {
        String nothing = "coupon-nothing-" + System.nanoTime();

        Result result = run("issue-coupon", "--event", event, "--user", "7", "--topic", nothing);

        assertThat(result.exitCode()).as(result.err()).isEqualTo(ExitCode.NOT_FOUND);
        assertThat(result.err()).contains("no topic '" + nothing + "'; make an event first: coupon create");
        assertThat(run("topic", "list").out()).doesNotContain(nothing);
    }

    @Test
    void anEventThatHasNotOpenedOrIsOver() {
        coupon("coupon", "create", "--event", event, "--limit", "1", "--opens", "2999-01-01");
        Result early = coupon("issue-coupon", "--event", event, "--user", "7", "--output", "csv");
        assertThat(early.exitCode()).isEqualTo(ExitCode.PRECONDITION);
        assertThat(early.out()).contains(",425,not-open-yet,");

        String past = event + "1";
        coupon("coupon", "create", "--event", past, "--limit", "1", "--opens", "2020-01-01", "--lasts", "1h");
        assertThat(coupon("issue-coupon", "--event", past, "--user", "7", "--output", "csv")
                        .out())
                .contains(",410,over,");
    }

    @Test
    void serversThatDoNotAnswer() {
        coupon("coupon", "create", "--event", event, "--limit", "1");
        Result http = run(
                "issue-coupon", "--event", event, "--users", "1..3", "--http", "http://127.0.0.1:1", "--timeout", "2s");
        assertThat(http.exitCode()).isEqualTo(ExitCode.PARTLY_FAILED);
        assertThat(http.err()).contains("3 of 3 requests got no answer").contains("127.0.0.1:1");

        Result redis =
                coupon("coupon", "verify", "--event", event, "--redis-url", "redis://127.0.0.1:1", "--timeout", "5s");
        assertThat(redis.exitCode()).isEqualTo(ExitCode.UNREACHABLE);
        assertThat(redis.err()).contains("no answer from Redis at 127.0.0.1:1");

        Result mysql = coupon(
                "coupon", "list", "--user", "7", "--jdbc-url", "jdbc:mysql://127.0.0.1:1/campus", "--timeout", "2s");
        assertThat(mysql.exitCode()).isEqualTo(ExitCode.UNREACHABLE);
        assertThat(mysql.err()).contains("no answer from MySQL at 127.0.0.1:1/campus");
    }

    @ParameterizedTest
    @CsvSource({
        "--event 1, --user",
        "--event 1 --users 5..1, FROM..TO",
        "--event 1 --users 1-5, FROM..TO",
        "--event 1 --users 1..5 --repeat 0, repeat and concurrency",
        "--event 0 --user 1, 1 or more",
        "--event 1 --user 1 --http ftp://x, http://HOST:PORT",
        "--event 1 --user 1 --redis-url redis://:geheim@x, password"
    })
    void wrongUsage(String arguments, String why) {
        Result result = coupon(("issue-coupon " + arguments).split(" "));
        assertThat(result.exitCode()).as(result.err()).isEqualTo(ExitCode.USAGE);
        assertThat(result.err()).contains(why).doesNotContain("geheim");
    }

    @Test
    void wrongEventsAreUsageToo() {
        assertThat(coupon("coupon", "create", "--event", "1", "--limit", "-1").exitCode())
                .isEqualTo(ExitCode.USAGE);
        assertThat(coupon("coupon", "create", "--event", "0", "--limit", "1").exitCode())
                .isEqualTo(ExitCode.USAGE);
        assertThat(coupon("coupon", "create", "--event", "1", "--limit", "1", "--lasts", "0s")
                        .exitCode())
                .isEqualTo(ExitCode.USAGE);
    }
}
