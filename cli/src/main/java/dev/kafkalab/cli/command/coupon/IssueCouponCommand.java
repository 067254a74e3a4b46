package dev.kafkalab.cli.command.coupon;

import dev.kafkalab.cli.CommandContext;
import dev.kafkalab.cli.coupon.IssueRun;
import dev.kafkalab.cli.coupon.UserRange;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code issue-coupon}. */
@Command(
        name = "issue-coupon",
        description = {
            "Ask for a coupon of an event, for one user or for many at once.",
            "Answers are those of HTTP: 200 issued, 409 already tried, 403 sold out, 404 no such event, 425 not open yet, "
                    + "410 over, 503 not known. For one user other answers than 200 end with 5, 404 with 4, 503 with 3; "
                    + "a burst ends with 6 if a request got no answer."
        },
        footer = {
            "",
            "  issue-coupon --event 1 --user 7",
            "  issue-coupon --event 1 --users 1..100000 --repeat 2 --concurrency 64",
            "  issue-coupon --event 1 --users 1..500 --http http://localhost:8080"
        },
        mixinStandardHelpOptions = true)
public final class IssueCouponCommand implements Callable<Integer> {
    private final CommandContext context;

    @Mixin
    private StoreOptions stores = new StoreOptions();

    @Option(names = "--event", paramLabel = "ID", required = true, description = "Which event.")
    private long event;

    @ArgGroup(multiplicity = "1")
    private Who who = new Who();

    /** One or many. */
    static final class Who {
        @Option(names = "--user", paramLabel = "ID", description = "Who asks.")
        private @Nullable Long user;

        @Option(names = "--users", paramLabel = "FROM..TO", description = "Who ask, such as 1..500.")
        private @Nullable String users;
    }

    @Option(
            names = "--repeat",
            paramLabel = "N",
            defaultValue = "1",
            description = "How many times each user asks (default: ${DEFAULT-VALUE}).")
    private int repeat = 1;

    @Option(
            names = "--concurrency",
            paramLabel = "N",
            defaultValue = "64",
            description = "Requests under way at once, at most (default: ${DEFAULT-VALUE}).")
    private int concurrency = 64;

    @Option(
            names = "--http",
            paramLabel = "URL",
            description = "Ask a server, such as http://localhost:8080 (default: decide in this process).")
    private @Nullable URI http;

    @Option(
            names = "--retry-for",
            paramLabel = "DURATION",
            defaultValue = "0s",
            description = "Of a burst: how long a request without an answer is made again (default: ${DEFAULT-VALUE}).")
    private Duration retryFor = Duration.ZERO;

    IssueCouponCommand(CommandContext context) {
        this.context = context;
    }

    @Override
    public Integer call() throws Exception {
        IssueRun run = new IssueRun(context, stores.request(), Optional.ofNullable(http));
        if (who.user != null) {
            return run.one(event, who.user);
        }
        UserRange users = UserRange.parse(String.valueOf(who.users));
        return run.burst(event, users, repeat, concurrency, retryFor);
    }
}
