package dev.kafkalab.cli.connection;

import com.mysql.cj.jdbc.MysqlDataSource;
import dev.kafkalab.cli.CommandException;
import dev.kafkalab.cli.ExitCode;
import dev.kafkalab.sandbox.SandboxHome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * The MySQL that a command talks to. Holds a secret, so it is shown as {@link #address} only.
 *
 * @param url as JDBC takes it; may hold a secret
 */
public record Database(String url, Optional<String> user, Optional<String> password) {
    private static final String URL = "KAFKA_LAB_MYSQL_URL";
    private static final String USER = "KAFKA_LAB_MYSQL_USER";
    private static final String PASSWORD = "KAFKA_LAB_MYSQL_PASSWORD";
    private static final Pattern HOLDS_SECRET = Pattern.compile("(?i)//[^/@]*:[^/@]*@|password\\s*=");

    /** What the command line said. */
    public record Request(
            @Nullable String url,
            @Nullable String user,
            @Nullable Path passwordFile) {}

    /**
     * Precedence of each part: the options, {@code --profile}, the environment, the profile in use. Without a URL it is the
     * sandbox's MySQL, and its user and password where none are named.
     *
     * @param profile {@code --profile}, if it was given
     * @throws CommandException if nothing names a database, or a file cannot be read
     */
    public static Database resolve(
            Request request, @Nullable String profile, Map<String, String> environment, SandboxHome home) {
        Profiles profiles = new Profiles(home);
        Map<String, String> asked =
                profile == null ? Map.of() : profiles.profile(profile).properties();
        Map<String, String> inUse = profiles.inUse().properties();
        Function<String, Optional<String>> named = name -> Stream.of(asked, environment, inUse)
                .flatMap(source -> Optional.ofNullable(source.get(name)).stream())
                .filter(text -> !text.isBlank())
                .findFirst();
        Map<String, String> sandbox = home.sandbox(SandboxHome.DEFAULT_NAME).exports();
        String url = url(request)
                .or(() -> named.apply(URL))
                .or(() -> Optional.ofNullable(sandbox.get(URL)))
                .orElseThrow(
                        () -> new CommandException(
                                ExitCode.UNREACHABLE,
                                "no MySQL is named and no sandbox has one; start one with: sandbox up --only mysql, or name yours with --jdbc-url"));
        boolean ofSandbox = url.equals(sandbox.get(URL));
        Optional<String> user = Optional.ofNullable(request.user())
                .or(() -> named.apply(USER))
                .or(() -> Optional.ofNullable(ofSandbox ? sandbox.get(USER) : null));
        // Of the sandbox's own user only: another one's password is another one.
        boolean ofItsUser = ofSandbox && user.equals(Optional.ofNullable(sandbox.get(USER)));
        Optional<String> password = password(request.passwordFile())
                .or(() -> named.apply(PASSWORD))
                .or(() -> Optional.ofNullable(ofItsUser ? sandbox.get(PASSWORD) : null));
        return new Database(url, user, password);
    }

    public Database {
        if (!url.startsWith("jdbc:mysql:")) {
            throw CommandException.usage(
                    "the URL of the database begins with '%s'; it must be jdbc:mysql://HOST:PORT/DATABASE"
                            .formatted(url.substring(0, Math.min(url.length(), 1 + url.indexOf(':')))));
        }
    }

    private static Optional<String> url(Request request) {
        if (request.url() != null && HOLDS_SECRET.matcher(request.url()).find()) {
            throw CommandException.usage(
                    "--jdbc-url holds a password, which others on this machine can read; put it into the environment as "
                            + PASSWORD + ", or into a file for --jdbc-password-file");
        }
        return Optional.ofNullable(request.url());
    }

    private static Optional<String> password(@Nullable Path file) {
        if (file == null) {
            return Optional.empty();
        }
        try (Stream<String> lines = Files.lines(file)) {
            return Optional.of(lines.findFirst()
                    .filter(line -> !line.isEmpty())
                    .orElseThrow(() -> CommandException.usage("the first line of " + file + " holds no password")));
        } catch (NoSuchFileException e) {
            throw new CommandException(ExitCode.NOT_FOUND, "no such file: " + file, e);
        } catch (IOException e) {
            throw new CommandException(ExitCode.USAGE, "cannot read " + file + ": " + e.getMessage(), e);
        }
    }

    /** Host, port and database. */
    public String address() {
        return url.replaceFirst("^jdbc:mysql:(\\w+:)?//", "")
                .replaceFirst("^[^/]*@", "")
                .replaceFirst("\\?.*", "");
    }

    /**
     * Gives a new connection each time. What captures holds one for as long as it runs: a pool would only stand between it
     * and the reason why there is none.
     *
     * @param timeout how long connecting may take
     */
    public DataSource dataSource(Duration timeout) {
        MysqlDataSource source = new MysqlDataSource();
        source.setUrl(url);
        user.ifPresent(source::setUser);
        password.ifPresent(source::setPassword);
        try {
            source.setConnectTimeout((int) Math.min(Integer.MAX_VALUE, Math.max(1, timeout.toMillis())));
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
        return source;
    }

    @Override
    public String toString() {
        return address();
    }
}
