package dev.kafkalab.bench.content;

import dev.kafkalab.labs.content.ContentNames;
import dev.kafkalab.labs.content.ContentStores;
import dev.kafkalab.labs.content.api.ContentApi;
import dev.kafkalab.labs.content.workers.RunningPlatform;
import dev.kafkalab.labs.http.HttpApi;
import dev.kafkalab.labs.http.HttpServer;
import dev.kafkalab.labs.http.HttpSettings;
import dev.kafkalab.labs.http.Response;
import dev.kafkalab.labs.http.Routes;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** The platform over HTTP beside an endpoint that does nothing, in a process of its own, until its standard input ends. */
public final class ContentServer {
    static final String EMPTY = "/empty";
    static final String WORKERS = "workers";

    private ContentServer() {}

    /** @param args the brokers, the prefix of names, and {@value #WORKERS} if they are to run here too */
    public static void main(String[] args) throws IOException {
        ContentStores stores = ContentStores.of(Map.of("bootstrap.servers", args[0]), System.getenv());
        ContentNames names = new ContentNames(args[1]);
        Optional<RunningPlatform> platform = args.length > 2 && args[2].equals(WORKERS)
                ? Optional.of(RunningPlatform.start(stores, names, Optional.empty()))
                : Optional.empty();
        HttpServer server = HttpServer.start(
                HttpSettings.loopback(0),
                List.of(ContentApi.open(stores, names, platform), new EmptyApi()),
                Optional.empty());
        System.out.println(server.address().getPort());
        while (System.in.read() >= 0) {
            // until it is closed
        }
        Runtime.getRuntime().halt(0);
    }

    /** Written as any other is, on the same threads as getContentDetail. */
    private record EmptyApi() implements HttpApi {
        @Override
        public String openApi() {
            return "paths: {" + EMPTY + ": {get: {operationId: empty, responses: {'200': {description: Nothing.}}}}}";
        }

        @Override
        public void routes(Routes routes) {
            routes.async("GET", EMPTY, request -> CompletableFuture.completedFuture(Response.json(Map.of())));
        }
    }
}
