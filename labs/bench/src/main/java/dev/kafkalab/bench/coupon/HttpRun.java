package dev.kafkalab.bench.coupon;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Requests of new users over HTTP, as wrk makes them, beside the bare script in threads. The server runs in a process of its own
 * for all rounds. Of one thread.
 */
final class HttpRun implements AutoCloseable {
    private static final int THREADS = 8;
    private static final int CONNECTIONS = 64;
    private static final int SECONDS = 10;
    /** Its compiler is at work for so long. */
    private static final int WARMING_SECONDS = 40;

    private static final int BOUND_SECONDS = 60;
    private static final Pattern RATE = Pattern.compile("Requests/sec:\\s+([0-9.]+)");
    private static final Pattern P99 = Pattern.compile("99%\\s+([0-9.]+)(us|ms|s)");
    private static final Pattern REQUESTS = Pattern.compile("(\\d+) requests in");
    private static final Pattern REFUSED = Pattern.compile("Non-2xx or 3xx responses: (\\d+)");
    /** Users alternate between an event that admits all and one that is sold out; each thread has users of its own. */
    private static final String SCRIPT = """
            local threads = 0
            function setup(thread)
              thread:set("first", threads * 1000000000)
              threads = threads + 1
            end
            function init(args)
              user = first
            end
            function request()
              user = user + 1
              local event = user %% 2 == 0 and %d or %d
              return wrk.format("POST", "/coupons", {["Content-Type"] = "application/json"},
                '{"eventId":' .. event .. ',"userId":' .. string.format("%%.0f", user) .. '}')
            end
            """;

    private final Ground ground;
    private final String servers;
    private final int requests;
    private final Path directory;
    private @Nullable Process server;
    private String address = "";

    /** @param directory for files of runs */
    HttpRun(Ground ground, String servers, int requests, Path directory) {
        this.ground = ground;
        this.servers = servers;
        this.requests = requests;
        this.directory = directory;
    }

    Run run(String contestant, int round) throws Exception {
        // More than can be asked for in the time of a run.
        long admitting = ground.event(10_000_000);
        long soldOut = ground.event(0);
        try {
            if (contestant.equals(Part.HTTP.bare())) {
                BareScript bare =
                        new BareScript(ground.stores().redis(), ground.stores().names(), admitting, soldOut);
                return new Run(Part.HTTP.id(), contestant, round, bare.inThreads(requests, THREADS), 0, List.of());
            }
            long before = ground.records();
            if (server == null) {
                start();
                wrk(admitting, soldOut, WARMING_SECONDS);
                before = ground.records();
            }
            String told = wrk(admitting, soldOut, SECONDS);
            double requestCount = number(REQUESTS, told);
            double refused = number(REFUSED, told);
            List<String> complaints = new ArrayList<>();
            long records = ground.records() - before;
            if (told.contains("Socket errors")) {
                complaints.add("socket errors: " + told.replace('\n', ' '));
            }
            if (Math.abs(refused - requestCount / 2) > CONNECTIONS + 1) {
                complaints.add("%.0f of %.0f requests were refused, not half".formatted(refused, requestCount));
            }
            if (records < requestCount - refused) {
                complaints.add("%.0f issued, %d records".formatted(requestCount - refused, records));
            }
            return new Run(Part.HTTP.id(), contestant, round, number(RATE, told), p99Millis(told), complaints);
        } finally {
            ground.forget(admitting);
            ground.forget(soldOut);
        }
    }

    private String wrk(long admitting, long soldOut, int seconds) throws IOException, InterruptedException {
        Path script = Files.writeString(directory.resolve("coupon.lua"), SCRIPT.formatted(admitting, soldOut));
        Process wrk;
        try {
            wrk = new ProcessBuilder(
                            "wrk",
                            "-t2",
                            "-c" + CONNECTIONS,
                            "-d" + seconds + "s",
                            "--timeout",
                            "10s",
                            "--latency",
                            "-s",
                            script.toString(),
                            address)
                    .redirectErrorStream(true)
                    .start();
        } catch (IOException e) {
            throw new IllegalArgumentException(
                    "wrk is missing; install the Debian package wrk, or leave the part out: --only decide,worker", e);
        }
        String told = new String(wrk.getInputStream().readAllBytes());
        if (!wrk.waitFor(BOUND_SECONDS, TimeUnit.SECONDS)) {
            wrk.destroyForcibly();
            throw new IllegalStateException("wrk does not end");
        }
        return told;
    }

    private void start() throws IOException {
        ProcessBuilder builder = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx512m",
                        "-XX:+UseSerialGC",
                        "-Dorg.slf4j.simpleLogger.defaultLogLevel=warn",
                        ServerMain.class.getName(),
                        servers)
                .redirectError(new File(directory.toFile(), "coupon-server.log"));
        builder.environment().put("CLASSPATH", System.getProperty("java.class.path"));
        Process started = builder.start();
        server = started;
        BufferedReader lines = started.inputReader();
        String line = lines.readLine();
        if (line == null) {
            throw new IllegalStateException("the server ended; its log: " + directory.resolve("coupon-server.log"));
        }
        address = line;
    }

    private static double number(Pattern pattern, String told) {
        Matcher match = pattern.matcher(told);
        return match.find() ? Double.parseDouble(match.group(1)) : 0;
    }

    private static double p99Millis(String told) {
        Matcher match = P99.matcher(told);
        if (!match.find()) {
            return 0;
        }
        double value = Double.parseDouble(match.group(1));
        return switch (match.group(2)) {
            case "us" -> value / 1_000;
            case "ms" -> value;
            default -> value * 1_000;
        };
    }

    @Override
    public void close() {
        if (server != null) {
            server.destroy();
        }
    }
}
