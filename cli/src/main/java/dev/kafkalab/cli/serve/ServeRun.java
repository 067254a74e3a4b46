package dev.kafkalab.cli.serve;

import dev.kafkalab.cli.CommandContext;
import dev.kafkalab.cli.CommandException;
import dev.kafkalab.cli.ExitCode;
import dev.kafkalab.cli.Interruption;
import dev.kafkalab.cli.output.OutputFormat;
import dev.kafkalab.cli.output.Rows;
import dev.kafkalab.cli.output.RowsWriter;
import dev.kafkalab.labs.http.AccessLog;
import dev.kafkalab.labs.http.AccessLogFile;
import dev.kafkalab.labs.http.HttpApi;
import dev.kafkalab.labs.http.HttpServer;
import java.net.InetSocketAddress;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Collectors;

/** Serves until it is interrupted; then answers what is in flight and closes everything. */
public final class ServeRun {
    private final CommandContext context;
    private final ServeRequest request;

    public ServeRun(CommandContext context, ServeRequest request) {
        this.context = context;
        this.request = request;
    }

    /** @return one of {@link ExitCode} */
    public int run() {
        CountDownLatch asked = new CountDownLatch(1);
        try (Interruption interruption = new Interruption(asked::countDown);
                Opened opened = new Opened()) {
            HttpServer server = start(opened);
            announce(server);
            asked.await();
            return interruption.happened() ? ExitCode.INTERRUPTED : ExitCode.OK;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CommandException(ExitCode.INTERRUPTED, "interrupted");
        }
    }

    private HttpServer start(Opened opened) {
        Optional<AccessLog> accessLog = request.accessLog().map(AccessLogFile::append);
        accessLog.ifPresent(log -> opened.add(log::close));
        List<HttpApi> systems = new ArrayList<>();
        for (ServedSystem system : request.systems()) {
            HttpApi api = system.open().open(context, request.workers());
            opened.add(api::close);
            systems.add(api);
        }
        HttpServer server = HttpServer.start(request.settings(), systems, accessLog);
        opened.add(server::close);
        return server;
    }

    /** The address first and at once: whoever started this with port 0 waits for it. In JSON, it is one line too. */
    private void announce(HttpServer server) {
        InetSocketAddress address = server.address();
        if (context.outputFormat() == OutputFormat.TABLE) {
            context.out().println(server.uri());
        } else {
            Rows rows = Rows.of("url", "host", "port")
                    .add(server.uri().toString(), address.getAddress().getHostAddress(), address.getPort());
            OutputFormat format =
                    context.outputFormat() == OutputFormat.JSON ? OutputFormat.JSONL : context.outputFormat();
            RowsWriter.write(rows, format, context.out());
        }
        context.checkOutput();
        String systems = request.systems().stream().map(ServedSystem::id).collect(Collectors.joining(", "));
        context.say("serves " + (systems.isEmpty() ? "its health" : systems) + "; the address opens a page that lists"
                + " and tries every request; end with Ctrl-C");
        if (!address.getAddress().isLoopbackAddress()) {
            context.say("others can reach it too, and nobody is asked for a password");
        }
    }

    /** What was opened; closed the last first. */
    private static final class Opened implements AutoCloseable {
        private final Deque<Runnable> closing = new ArrayDeque<>();

        void add(Runnable close) {
            closing.push(close);
        }

        @Override
        public void close() {
            while (!closing.isEmpty()) {
                closing.pop().run();
            }
        }
    }
}
