package dev.kafkalab.labs.tour;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;

/**
 * Writes the sample the tour sends: an invented access log in Apache's combined format, the same bytes each time.
 * Addresses are those reserved for documentation. After a change run {@link #main} and commit the file.
 */
final class SampleAccessLog {
    static final Path FILE =
            Path.of("src", "main", "resources", "dev", "kafkalab", "labs", "tour", "sample-access.log");
    private static final int LINES = 2_000;
    private static final DateTimeFormatter DATE = DateTimeFormatter.ofPattern("dd/MMM/yyyy:HH:mm:ss Z", Locale.ENGLISH);
    private static final String[] PATHS = {
        "/",
        "/courses",
        "/courses/17",
        "/courses/17/lessons/3",
        "/coupons/spring",
        "/login",
        "/search?q=kafka",
        "/search?q=offset+commit",
        "/feed?page=2",
        "/static/app.css",
        "/static/app.js",
        "/static/logo.svg",
        "/posts/%EA%B0%95%EC%9D%98",
        "/posts/강의-소개",
        "/검색?질의=카프카",
        "/favicon.ico"
    };
    private static final String[] FORMS = {"/login", "/posts", "/coupons/spring/issue", "/courses/17/enrol"};
    private static final String[] REFERERS = {
        "-", "-", "https://lab.example/", "https://lab.example/courses", "https://search.example/?q=kafka+lab"
    };
    private static final String[] AGENTS = {
        "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/143.0.0.0 Safari/537.36",
        "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Safari/605.1.15",
        "Mozilla/5.0 (iPhone; CPU iPhone OS 18_2 like Mac OS X) AppleWebKit/605.1.15 Mobile/15E148",
        "curl/8.11.0",
        "lab-monitor/1.4",
        "-"
    };

    private final Random random = new Random(20_260_131);
    private OffsetDateTime time = OffsetDateTime.of(2026, 1, 31, 21, 0, 0, 0, ZoneOffset.ofHours(9));

    /** Run in the folder {@code labs}: {@code java -cp target/test-classes dev.kafkalab.labs.tour.SampleAccessLog}. */
    public static void main(String[] arguments) throws IOException {
        Files.createDirectories(FILE.getParent());
        Files.write(FILE, new SampleAccessLog().bytes());
    }

    byte[] bytes() {
        List<String> lines = new ArrayList<>();
        for (int i = 0; i < LINES; i++) {
            time = time.plus(Duration.ofSeconds(random.nextInt(9)));
            lines.add(odd(i));
        }
        return (String.join("\n", lines) + "\n").getBytes(StandardCharsets.UTF_8);
    }

    /** What real logs hold now and then, at fixed places; otherwise an everyday line. */
    private String odd(int index) {
        return switch (index) {
            case 411 -> line(address(), "-", "-", 408, "-", "-", "-");
            case 777 ->
                line(address(), "-", "GET /say?text=\\\"hello\\\" HTTP/1.1", 200, "88", "-", "a \\\"quoted\\\" agent");
            case 1_001 ->
                line(
                        address(),
                        "-",
                        "GET /export?ids=" + "0123456789,".repeat(1_500) + " HTTP/1.1",
                        414,
                        "0",
                        "-",
                        "curl/8.11.0");
            case 1_234 -> line(address(), "-", "\\x16\\x03\\x01\\x02", 400, "226", "-", "-");
            case 1_500 ->
                line(address(), "김코딩", "POST /강의/등록 HTTP/1.1", 201, "57", "https://lab.example/강의", AGENTS[0]);
            default -> everyday();
        };
    }

    private String everyday() {
        boolean post = random.nextInt(12) == 0;
        String path = post ? FORMS[random.nextInt(FORMS.length)] : PATHS[random.nextInt(PATHS.length)];
        int status = post ? 201 : status();
        String bytes = status == 304 || status == 204 ? "-" : String.valueOf(120 + random.nextInt(60_000));
        String user = post ? "user" + (1 + random.nextInt(30)) : "-";
        return line(
                address(),
                user,
                (post ? "POST " : "GET ") + path + " HTTP/1.1",
                status,
                bytes,
                REFERERS[random.nextInt(REFERERS.length)],
                AGENTS[random.nextInt(AGENTS.length)]);
    }

    private int status() {
        int dice = random.nextInt(100);
        return dice < 82 ? 200 : dice < 90 ? 304 : dice < 93 ? 302 : dice < 97 ? 404 : dice < 98 ? 204 : 500;
    }

    /** A few clients send much, many send little. */
    private String address() {
        int client = (int) (180 * Math.min(random.nextDouble(), random.nextDouble()));
        return switch (client % 4) {
            case 0 -> "192.0.2." + (1 + client);
            case 1 -> "198.51.100." + (1 + client);
            case 2 -> "203.0.113." + (1 + client);
            default -> "2001:db8::" + Integer.toHexString(0x1000 + client);
        };
    }

    private String line(
            String address, String user, String request, int status, String bytes, String referer, String agent) {
        return "%s - %s [%s] \"%s\" %d %s \"%s\" \"%s\""
                .formatted(address, user, DATE.format(time), request, status, bytes, referer, agent);
    }
}
