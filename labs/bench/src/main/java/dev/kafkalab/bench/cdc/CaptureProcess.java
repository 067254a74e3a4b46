package dev.kafkalab.bench.cdc;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.kafkalab.bench.cdc.FirstSend.Reading;
import java.io.File;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.Map;

/** The process of one run: it carries rows as a {@link CaptureRequest} says. */
public final class CaptureProcess {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final long LOOK_EVERY_MILLIS = 5;

    /** What it says of a backlog, or what went wrong. */
    record Report(Map<String, Double> figures, List<String> complaints) {}

    private CaptureProcess() {}

    /** @param args a file with a request and the file for its report */
    public static void main(String[] args) throws IOException {
        CaptureRequest request = JSON.readValue(new File(args[0]), CaptureRequest.class);
        Report report;
        try {
            report = run(request, Contestants.capture(request.contestant()), Database.of(System.getenv()));
        } catch (Exception e) {
            e.printStackTrace();
            report = new Report(Map.of(), List.of(e.toString()));
        }
        JSON.writeValue(new File(args[1]), report);
        // Some libraries leave threads behind.
        Runtime.getRuntime().halt(0);
    }

    private static Report run(CaptureRequest request, Capture capture, Database database) throws Exception {
        HeapWatch heap = HeapWatch.start();
        try (Capture.Carrier carrier = capture.start(request, database)) {
            if (request.rows() == 0) {
                while (System.in.read() >= 0) {
                    // until it is closed
                }
                return new Report(Map.of(), List.of());
            }
            while (carrier.carried() < request.rows()) {
                Thread.sleep(LOOK_EVERY_MILLIS);
            }
            return report(request, heap, Reading.now());
        }
    }

    private static Report report(CaptureRequest request, HeapWatch heap, Reading last) {
        Reading first = FirstSend.first();
        if (first == null) {
            return new Report(Map.of(), List.of("nothing went through the producer"));
        }
        double seconds = (last.nanos() - first.nanos()) / 1e9;
        double start = (System.currentTimeMillis()
                                - ManagementFactory.getRuntimeMXBean().getStartTime())
                        / 1e3
                - (System.nanoTime() - first.nanos()) / 1e9;
        return new Report(
                Map.of(
                        Figure.ROWS_PER_SECOND,
                        request.rows() / seconds,
                        Figure.CPU_PER_MILLION,
                        (last.cpuNanos() - first.cpuNanos()) / 1e9 / request.rows() * 1e6,
                        Figure.HEAP,
                        heap.megabytes(),
                        Figure.RSS,
                        HeapWatch.residentMegabytes(),
                        Figure.START,
                        start),
                List.of());
    }
}
