package dev.kafkalab.cli.command;

import dev.kafkalab.cli.CommandContext;
import dev.kafkalab.cli.serve.ServeRequest;
import dev.kafkalab.cli.serve.ServeRun;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code serve}. */
@Command(
        name = "serve",
        mixinStandardHelpOptions = true,
        description = {
            "Serve the systems of the course over HTTP, with a page that lists and tries every request.",
            "Its address is the first line on standard output. Ctrl-C answers what is in flight and ends."
        },
        footer = {
            "",
            "  serve",
            "  serve --workers",
            "  serve --port 0 --access-log access.log",
            "  serve --output json | head -1"
        })
public final class ServeCommand implements Callable<Integer> {
    private final CommandContext context;

    @Option(
            names = "--host",
            paramLabel = "ADDRESS",
            defaultValue = "127.0.0.1",
            description = {
                "Listen on this address (default: ${DEFAULT-VALUE}, for this machine alone).",
                "0.0.0.0 is for everybody; there is no authentication."
            })
    private String host = "127.0.0.1";

    @Option(
            names = "--port",
            paramLabel = "PORT",
            defaultValue = "8080",
            description = "Listen on this port, 0 for any (default: ${DEFAULT-VALUE}).")
    private int port;

    @Option(
            names = "--access-log",
            paramLabel = "FILE",
            description = {
                "Append a line for each request, as Tomcat does:",
                "host ident user [date] \"request\" status bytes micros \"referer\" \"agent\""
            })
    private @Nullable Path accessLog;

    @Option(names = "--only", split = ",", paramLabel = "SYSTEM", description = "Serve these only (default: all).")
    private List<String> only = List.of();

    @Option(
            names = "--workers",
            description = "Run the systems' workers in this process too, so that nothing else needs to run.")
    private boolean workers;

    ServeCommand(CommandContext context) {
        this.context = context;
    }

    @Override
    public Integer call() {
        return new ServeRun(context, new ServeRequest(host, port, Optional.ofNullable(accessLog), only, workers)).run();
    }
}
