package dev.kafkalab.labs.course.throughput;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

/** Lines as web servers write them, so that compression finds what it finds in real logs. The same each time. */
final class LogLines {
    private static final List<String> PAGES = List.of("feed", "search", "detail", "comments", "login", "checkout");
    private static final List<String> AGENTS = List.of(
            "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/138.0 Safari/537.36",
            "Mozilla/5.0 (iPhone; CPU iPhone OS 18_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Mobile/15E148",
            "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0");

    private LogLines() {}

    static List<byte[]> of(int count) {
        Random random = new Random(count);
        return IntStream.range(0, count)
                .mapToObj(i -> line(i, random).getBytes(StandardCharsets.UTF_8))
                .toList();
    }

    private static String line(int i, Random random) {
        String page = PAGES.get(random.nextInt(PAGES.size()));
        return "192.0.2.%d - - [31/Jan/2026:12:%02d:%02d +0000] \"GET /content/%s/%d?page=%d HTTP/1.1\" %d %d \"-\" \"%s\" %dms trace=%016x"
                .formatted(
                        random.nextInt(256),
                        i / 60 % 60,
                        i % 60,
                        page,
                        random.nextInt(100_000),
                        random.nextInt(9) + 1,
                        random.nextInt(20) == 0 ? 404 : 200,
                        random.nextInt(20_000),
                        AGENTS.get(random.nextInt(AGENTS.size())),
                        random.nextInt(300),
                        random.nextLong());
    }
}
