package dev.kafkalab.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kafkalab.cli.CommandHarness;
import dev.kafkalab.cli.CommandHarness.Result;
import dev.kafkalab.cli.ExitCode;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What keeps it from starting, each in one line. */
@Timeout(120)
class ServeCommandTest {
    @TempDir
    Path home;

    @Test
    void aPortThatIsTakenIsAPrecondition() throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            int port = taken.getLocalPort();

            refuses(
                    ExitCode.PRECONDITION,
                    "port " + port + " of 127.0.0.1 is in use; name another with --port, or 0 for any",
                    "--port",
                    String.valueOf(port));
        }
    }

    @Test
    void aPortThatIsNoneIsWrongUsage() {
        refuses(ExitCode.USAGE, "--port is 70000; it must be from 1 to 65535, or 0 for any", "--port", "70000");
    }

    @Test
    void anAddressThatIsNotOursIsRefused() {
        refuses(ExitCode.USAGE, "no address is called 'no.such.host.invalid'", "--host", "no.such.host.invalid");
        refuses(
                ExitCode.PRECONDITION,
                "cannot listen on 192.0.2.1:8080: Cannot assign requested address",
                "--host",
                "192.0.2.1");
    }

    @Test
    void aSystemThatIsNotThereIsWrongUsage() {
        Result result = serve("--only", "nothing");

        assertThat(result.exitCode()).isEqualTo(ExitCode.USAGE);
        assertThat(result.err()).startsWith("kafka-lab: no system is called 'nothing'; there are: ");
    }

    @Test
    void anAccessLogWithoutAFolderIsNotFound() {
        Path log = home.resolve("none/access.log");

        refuses(
                ExitCode.NOT_FOUND,
                "no folder for the access log " + log + "; make it first",
                "--access-log",
                log.toString());
    }

    private void refuses(int exitCode, String line, String... arguments) {
        Result result = serve(arguments);

        assertThat(result.err()).isEqualTo("kafka-lab: " + line + "\n");
        assertThat(result.exitCode()).isEqualTo(exitCode);
        assertThat(result.out()).isEmpty();
    }

    /** Addresses of stores that nobody answers at: the systems do not ask before there is a request. */
    private Result serve(String... arguments) {
        String[] all = new String[arguments.length + 1];
        all[0] = "serve";
        System.arraycopy(arguments, 0, all, 1, arguments.length);
        CommandHarness harness = new CommandHarness(home);
        ServeProcess.NOBODY.forEach(harness::environment);
        return harness.run(all);
    }
}
