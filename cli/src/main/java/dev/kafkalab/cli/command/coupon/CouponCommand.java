package dev.kafkalab.cli.command.coupon;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The coupon event. */
@Command(
        name = "coupon",
        description = {
            "Events that give out a limited number of coupons, one each: exactly so many, whatever crashes.",
            "issue-coupon asks for one, or for many in a burst; serve does so over HTTP."
        },
        mixinStandardHelpOptions = true,
        subcommands = {CreateCommand.class, ListCommand.class, ProcessCommand.class, VerifyCommand.class})
public final class CouponCommand implements Runnable {
    @Spec
    private CommandSpec spec;

    @SuppressWarnings("NullAway.Init") // picocli sets spec
    CouponCommand() {}

    @Override
    public void run() {
        throw new ParameterException(
                spec.commandLine(),
                "name one of: " + String.join(", ", spec.subcommands().keySet()));
    }
}
