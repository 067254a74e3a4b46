package dev.kafkalab.cli.connection;

import dev.kafkalab.cli.CommandException;
import dev.kafkalab.cli.ExitCode;
import dev.kafkalab.sandbox.SandboxHome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * The profiles of a home: files {@code profiles/NAME.properties}, and those built in. The name of the one in use is in
 * {@code profiles/in-use}.
 */
public final class Profiles {
    /** No profile at all: the running sandbox. */
    public static final String SANDBOX = "sandbox";

    private static final String SUFFIX = ".properties";
    private static final Map<String, Profile> BUILT_IN = Map.of(
            SANDBOX,
            new Profile(SANDBOX, true, new TreeMap<>()),
            "docker",
            new Profile(
                    "docker",
                    true,
                    new TreeMap<>(Map.of(
                            "bootstrap.servers", "localhost:9092,localhost:9093,localhost:9094",
                            "KAFKA_LAB_MYSQL_URL", "jdbc:mysql://localhost:3306/campus",
                            "KAFKA_LAB_MYSQL_USER", "myuser",
                            "KAFKA_LAB_MYSQL_PASSWORD", "mypassword",
                            "KAFKA_LAB_REDIS_URL", "redis://localhost:6379",
                            "KAFKA_LAB_MONGO_URL", "mongodb://localhost:27017",
                            "KAFKA_LAB_ELASTICSEARCH_URL", "http://localhost:9200"))));

    private final Path folder;

    public Profiles(SandboxHome home) {
        this.folder = home.root().resolve("profiles");
    }

    /** Of all profiles, built in or in a file. */
    public SortedSet<String> names() {
        SortedSet<String> names = new TreeSet<>(BUILT_IN.keySet());
        if (Files.isDirectory(folder)) {
            try (Stream<Path> files = Files.list(folder)) {
                files.map(file -> file.getFileName().toString())
                        .filter(file -> file.endsWith(SUFFIX))
                        .forEach(file -> names.add(file.substring(0, file.length() - SUFFIX.length())));
            } catch (IOException e) {
                throw new CommandException(ExitCode.PRECONDITION, "cannot list " + folder + ": " + e.getMessage(), e);
            }
        }
        return names;
    }

    /**
     * A file comes before what is built in.
     *
     * @throws CommandException if there is none of this name
     */
    public Profile profile(String name) {
        Path file = folder.resolve(name + SUFFIX);
        if (name.matches("[A-Za-z0-9._-]+") && Files.exists(file)) {
            return new Profile(name, false, new TreeMap<>(PropertiesFile.read(file)));
        }
        return Optional.ofNullable(BUILT_IN.get(name))
                .orElseThrow(() -> new CommandException(
                        ExitCode.NOT_FOUND,
                        "no profile '%s'; there are: %s; make one as %s"
                                .formatted(name, String.join(", ", names()), file)));
    }

    /** The one that holds where none is named. */
    public Profile inUse() {
        Path file = folder.resolve("in-use");
        try {
            return profile(Files.exists(file) ? Files.readString(file).strip() : SANDBOX);
        } catch (IOException e) {
            throw new CommandException(ExitCode.PRECONDITION, "cannot read " + file + ": " + e.getMessage(), e);
        }
    }

    /** Makes this the one in use. @throws CommandException if there is none of this name */
    public void use(String name) {
        profile(name);
        Path file = folder.resolve("in-use");
        try {
            Files.createDirectories(folder);
            Files.writeString(file, name + "\n");
        } catch (IOException e) {
            throw new CommandException(ExitCode.PRECONDITION, "cannot write " + file + ": " + e.getMessage(), e);
        }
    }
}
