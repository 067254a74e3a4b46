package dev.kafkalab.bench.http;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;

/**
 * One contestant in one round.
 *
 * @param cpuMicros of the server for one request
 */
record HttpRun(Contestant contestant, int round, double perSecond, double p50, double p99, double cpuMicros) {
    private static final byte[] REQUEST =
            ("GET " + EmptyServer.PATH + " HTTP/1.1\r\nHost: localhost\r\n\r\n").getBytes(StandardCharsets.US_ASCII);

    /** Starts it, warms it up, and measures it that long. */
    static HttpRun of(Contestant contestant, int round, int connections, Duration length) throws IOException {
        Path log = Files.createTempFile("access", ".log");
        try (ServerProcess server = new ServerProcess(EmptyServer.class, List.of(contestant.id(), log.toString()));
                HttpLoad load = new HttpLoad(server.address(), connections, number -> REQUEST)) {
            load.run(length);
            double cpu = server.cpuSeconds();
            LoadResult result = load.run(length);
            double spent = server.cpuSeconds() - cpu;
            if (!result.statuses().keySet().equals(Set.of(200))) {
                throw new IOException(contestant.id() + " answered " + result.statuses());
            }
            return new HttpRun(
                    contestant,
                    round,
                    result.perSecond(),
                    result.millis(50),
                    result.millis(99),
                    spent * 1e6 / result.answers());
        } finally {
            Files.deleteIfExists(log);
        }
    }
}
