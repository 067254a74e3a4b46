package dev.kafkalab.cli.connection;

import dev.kafkalab.cli.CommandException;
import dev.kafkalab.cli.ExitCode;
import dev.kafkalab.sandbox.SandboxHome;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A kind of server that is named by one address, besides the brokers and the database. */
public enum Store {
    MONGO("MongoDB", "MONGO", List.of("mongodb://", "mongodb+srv://")),
    REDIS("Redis", "REDIS", List.of("redis://", "rediss://")),
    ELASTICSEARCH("Elasticsearch", "ELASTICSEARCH", List.of("http://", "https://"));

    private static final Pattern HOLDS_PASSWORD = Pattern.compile("//[^/@]*:[^/@]+@");

    private final String title;
    private final String variable;
    private final String option;
    private final List<String> schemes;

    Store(String title, String word, List<String> schemes) {
        this.title = title;
        this.variable = "KAFKA_LAB_" + word + "_URL";
        this.option = "--" + word.toLowerCase(Locale.ROOT) + "-url";
        this.schemes = schemes;
    }

    /**
     * Its address.
     *
     * @param named by the option, if it was given
     * @param profile {@code --profile}, if it was given
     * @throws CommandException if nothing names one, or what names it is no such address
     */
    public String resolve(
            @Nullable String named, @Nullable String profile, Map<String, String> environment, SandboxHome home) {
        if (named != null && HOLDS_PASSWORD.matcher(named).find()) {
            throw CommandException.usage(
                    "%s holds a password, which others on this machine can read; put the address into the environment as %s"
                            .formatted(option, variable));
        }
        Profiles profiles = new Profiles(home);
        Map<String, String> asked =
                profile == null ? Map.of() : profiles.profile(profile).properties();
        Map<String, String> inUse = profiles.inUse().properties();
        Map<String, String> sandbox = home.sandbox(SandboxHome.DEFAULT_NAME).exports();
        String address = Stream.of(
                        Optional.ofNullable(named),
                        Optional.ofNullable(asked.get(variable)),
                        Optional.ofNullable(environment.get(variable)),
                        Optional.ofNullable(inUse.get(variable)),
                        Optional.ofNullable(sandbox.get(variable)))
                .flatMap(Optional::stream)
                .filter(text -> !text.isBlank())
                .findFirst()
                .orElseThrow(() -> new CommandException(
                        ExitCode.UNREACHABLE,
                        "no %s is named and no sandbox has one; start one with: sandbox up --only %s, or name yours with %s"
                                .formatted(title, name().toLowerCase(Locale.ROOT), option)));
        if (schemes.stream().noneMatch(address::startsWith)) {
            throw CommandException.usage(
                    "the address of %s must begin with %s".formatted(title, String.join(" or ", schemes)));
        }
        return address;
    }
}
