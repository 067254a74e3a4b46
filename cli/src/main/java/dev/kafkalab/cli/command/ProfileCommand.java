package dev.kafkalab.cli.command;

import dev.kafkalab.cli.CommandContext;
import dev.kafkalab.cli.connection.Profile;
import dev.kafkalab.cli.connection.Profiles;
import dev.kafkalab.cli.output.Rows;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Named sets of addresses and client properties. */
@Command(
        name = "profile",
        description = {
            "Named sets of addresses and client properties.",
            "A profile NAME is the file profiles/NAME.properties in KAFKA_LAB_HOME (default ~/.kafka-lab), with client "
                    + "properties such as bootstrap.servers, and KAFKA_LAB_… addresses of stores. Built in: sandbox (the "
                    + "running sandbox, which is the default) and docker (docker/compose.yaml)."
        })
public final class ProfileCommand {
    private final CommandContext context;

    ProfileCommand(CommandContext context) {
        this.context = context;
    }

    @Command(description = "All profiles, and which is in use.")
    void list() {
        Profiles profiles = new Profiles(context.home());
        String inUse = profiles.inUse().name();
        Rows rows = Rows.of("profile", "inUse", "builtIn", "bootstrapServers");
        for (String name : profiles.names()) {
            Profile profile = profiles.profile(name);
            rows.add(
                    name,
                    name.equals(inUse),
                    profile.builtIn(),
                    profile.properties().get("bootstrap.servers"));
        }
        context.print(rows);
    }

    @Command(description = "Make a profile the one that holds where --profile names none.")
    void use(@Parameters(paramLabel = "NAME", description = "sandbox goes back to the default.") String name) {
        new Profiles(context.home()).use(name);
        context.say("profile '" + name + "' is in use");
    }

    @Command(description = "The properties of a profile, secrets masked.")
    void show(
            @Parameters(paramLabel = "NAME", arity = "0..1", description = "Default: the one in use.") @Nullable
                    String name) {
        Profiles profiles = new Profiles(context.home());
        Profile profile = name == null ? profiles.inUse() : profiles.profile(name);
        Rows rows = Rows.of("property", "value");
        profile.masked().forEach((property, value) -> rows.add(property, value));
        context.print(rows);
    }
}
