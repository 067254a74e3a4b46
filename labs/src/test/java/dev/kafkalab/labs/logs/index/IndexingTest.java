package dev.kafkalab.labs.logs.index;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpServer;
import dev.kafkalab.labs.logs.grok.GrokPatterns;
import dev.kafkalab.labs.logs.json.JsonBuffer;
import dev.kafkalab.labs.logs.parse.DateRule;
import dev.kafkalab.labs.logs.parse.LineFormat;
import dev.kafkalab.labs.logs.parse.UnmatchedLineException;
import dev.kafkalab.labs.logs.search.SearchServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.record.internal.AbstractRecords;
import org.apache.kafka.common.record.internal.CompressionType;
import org.apache.kafka.common.record.internal.RecordBatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Records become documents, and documents are sent until each is taken or refused. */
@Timeout(60)
class IndexingTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String LINE =
            "192.0.2.1 - kim [31/Jan/2026:23:59:59 -0100] \"GET /a\\\"b?x=1 HTTP/1.1\" 200 007 42 \"-\" \"Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/143.0.0.0 Safari/537.36\"";

    private static ConsumerRecord<byte[], byte[]> record(String value) {
        return new ConsumerRecord<>("access-log", 2, 77, null, value.getBytes(StandardCharsets.UTF_8));
    }

    private static List<JsonNode> written(IndexSettings settings, String value)
            throws UnmatchedLineException, IOException {
        JsonBuffer out = new JsonBuffer(16);
        ConsumerRecord<byte[], byte[]> record = record(value);
        new DocumentWriter(settings, new UserAgents()).write(record, record.value(), out);
        List<JsonNode> lines = new ArrayList<>();
        for (String line : new String(out.copy(), StandardCharsets.UTF_8).split("\n")) {
            lines.add(JSON.readTree(line));
        }
        return lines;
    }

    private static IndexSettings access() {
        return IndexSettings.of("access-log", LineFormat.named("access"));
    }

    private static String quoted(String text) throws IOException {
        return JSON.writeValueAsString(text);
    }

    /** As our shipper lays it out. */
    private static String ours(String message) throws IOException {
        return "{\"@timestamp\":\"2026-02-03T04:05:06.789Z\",\"message\":" + quoted(message)
                + ",\"log\":{\"offset\":5,\"file\":{\"path\":\"/a.log\"}},\"host\":{\"name\":\"h\"},\"event\":{\"id\":\"f00-5\"}}";
    }

    @Test
    void aLineOfOurShipperIsADocumentOfItsOwnDayWithTheIdOfItsEvent() throws Exception {
        List<JsonNode> lines = written(access(), ours(LINE));
        assertThat(lines.get(0).at("/index/_index").asText()).isEqualTo("access-log-2026-01-31"); // in its own zone
        assertThat(lines.get(0).at("/index/_id").asText()).isEqualTo("f00-5");
        JsonNode document = lines.get(1);
        assertThat(document.path("@timestamp").asText()).isEqualTo("2026-02-01T00:59:59.000Z");
        assertThat(document.path("message").asText()).isEqualTo(LINE);
        assertThat(document.path("request").asText()).isEqualTo("GET /a\\\"b?x=1 HTTP/1.1");
        assertThat(document.path("status").isInt()).isTrue();
        assertThat(document.path("bytes").asInt()).isEqualTo(7);
        assertThat(document.path("micros").asInt()).isEqualTo(42);
        assertThat(document.at("/ua/name").asText()).isEqualTo("Chrome");
        assertThat(document.at("/ua/version").asText()).startsWith("143.");
        assertThat(document.at("/ua/os").asText()).isEqualTo("Linux");
        assertThat(document.at("/log/file/path").asText()).isEqualTo("/a.log");
        assertThat(document.at("/host/name").asText()).isEqualTo("h");
        assertThat(document.at("/kafka/offset").asLong()).isEqualTo(77);
        assertThat(document.has("ident")).isFalse();
    }

    /** Without a shipper's id it is the place of the record; the fields are the same. */
    @Test
    void filebeatsEventsAndBareLinesAreDocumentsToo() throws Exception {
        JsonNode expected = written(access(), ours(LINE)).get(1);
        String filebeat =
                "{ \"agent\":{\"type\":\"filebeat\"}, \"log\":{\"offset\":5,\"file\":{\"path\":\"/a.log\"}}, \"message\":"
                        + quoted(LINE) + ", \"@timestamp\":\"2026-02-03T04:05:06.789Z\", \"host\":{\"name\":\"h\"}}";
        for (String value : List.of(filebeat, LINE)) {
            List<JsonNode> lines = written(access(), value);
            assertThat(lines.get(0).at("/index/_id").asText()).isEqualTo("access-log-2-77");
            for (String field : List.of("@timestamp", "message", "client", "path", "query", "status", "ua", "agent")) {
                assertThat(lines.get(1).path(field)).as(field).isEqualTo(expected.path(field));
            }
        }
    }

    @Test
    void aLineThatDoesNotMatchLeavesNothingBehind() {
        JsonBuffer out = new JsonBuffer(16).put("before");
        ConsumerRecord<byte[], byte[]> record = record("no access log");
        assertThatThrownBy(() -> new DocumentWriter(access(), null).write(record, record.value(), out))
                .isInstanceOf(UnmatchedLineException.class)
                .hasMessage("has no user");
        assertThat(out.length()).isEqualTo(6);
    }

    @Test
    void ownPatternsHaveTypesAndDates() throws Exception {
        IndexSettings own = new IndexSettings(
                "app",
                "g",
                "app",
                Optional.of(LineFormat.grok(
                        "^%{TIMESTAMP_ISO8601:date} %{LOGLEVEL:level} took %{NUMBER:seconds:float} %{GREEDYDATA:text}",
                        GrokPatterns.standard(), DateRule.standard(ZoneId.of("Asia/Seoul")))),
                ZoneId.of("Asia/Seoul"),
                false,
                10,
                1);
        List<JsonNode> lines = written(own, "2026-02-01 00:30:00 WARN took 1.50 강의 \"x\"");
        assertThat(lines.get(0).at("/index/_index").asText()).isEqualTo("app-2026-02-01");
        assertThat(lines.get(1).path("@timestamp").asText()).isEqualTo("2026-01-31T15:30:00.000Z");
        assertThat(written(own, "2026-02-01T00:30:00-08:00 WARN took 1 x")
                        .get(0)
                        .at("/index/_index")
                        .asText())
                .isEqualTo("app-2026-02-01");
        assertThat(lines.get(1).path("seconds").asDouble()).isEqualTo(1.5);
        assertThat(lines.get(1).path("text").asText()).isEqualTo("강의 \"x\"");
    }

    /** Many of Logstash's patterns call a field so; a member twice is a document that Elasticsearch refuses. */
    @Test
    void aFieldCalledMessageStandsBesideTheLineAndOthersThatAreTakenAreRefused() throws Exception {
        LineFormat syslog =
                LineFormat.grok("%{SYSLOGLINE}", GrokPatterns.standard(), DateRule.standard(ZoneId.of("UTC")));
        IndexSettings settings = IndexSettings.of("sys", syslog);
        String line = "2026-01-31T12:00:01Z web1 sshd[77]: said \"no\"";
        for (String value : List.of(line, ours(line))) {
            JsonNode document = written(settings, value).get(1);
            assertThat(document.path("message")).hasSize(2);
            assertThat(document.at("/message/0").asText()).isEqualTo(line);
            assertThat(document.at("/message/1").asText()).isEqualTo("said \"no\"");
            assertThat(document.path("program").asText()).isEqualTo("sshd");
        }
        assertThatThrownBy(() ->
                        LineFormat.grok("%{IP:host}", GrokPatterns.standard(), DateRule.standard(ZoneId.of("UTC"))))
                .hasMessageContaining("'host'");
    }

    @Test
    void jsonIsIndexedAsItIs() throws Exception {
        IndexSettings json =
                new IndexSettings("orders", "g", "orders", Optional.empty(), ZoneId.of("UTC"), true, 10, 1);
        List<JsonNode> lines = written(json, "{\"a\": [1,\n2], \"@timestamp\": \"2026-01-31T10:00:00+09:00\"}");
        assertThat(lines.get(0).at("/index/_index").asText()).isEqualTo("orders-2026-01-31");
        assertThat(written(json, "{\"@timestamp\": \"2026-02-01T00:10:00+09:00\"}")
                        .get(0)
                        .at("/index/_index")
                        .asText())
                .isEqualTo("orders-2026-02-01");
        assertThat(written(json, "{\"@timestamp\": 1769903999000}")
                        .get(0)
                        .at("/index/_index")
                        .asText())
                .isEqualTo("orders-2026-01-31");
        assertThatThrownBy(() -> written(json, "{\"@timestamp\": 999999999999999999}"))
                .hasMessageContaining("year");
        assertThat(lines.get(1).at("/a/1").asInt()).isEqualTo(2);
        assertThatThrownBy(() -> written(json, "[1]")).hasMessage("is no JSON object");
        assertThatThrownBy(() -> written(json, "{")).hasMessage("is no JSON");
    }

    /** An Elasticsearch that answers what a test says. */
    private static final class Answers implements AutoCloseable {
        private final ConcurrentLinkedQueue<String> answers = new ConcurrentLinkedQueue<>();
        private final List<String> bodies = new ArrayList<>();
        private final HttpServer server;

        /** @param answers a status, a space, JSON */
        Answers(String... answers) throws IOException {
            this.answers.addAll(List.of(answers));
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            server.createContext("/", exchange -> {
                synchronized (bodies) {
                    bodies.add(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
                }
                String answer = this.answers.remove();
                byte[] body = answer.substring(4).getBytes(StandardCharsets.UTF_8);
                exchange.getResponseHeaders().add("Content-Type", "application/json");
                exchange.getResponseHeaders().add("X-Elastic-Product", "Elasticsearch");
                exchange.sendResponseHeaders(Integer.parseInt(answer.substring(0, 3)), body.length);
                exchange.getResponseBody().write(body);
                exchange.close();
            });
            server.start();
        }

        SearchServer connect() {
            return SearchServer.connect(
                    "http://127.0.0.1:" + server.getAddress().getPort());
        }

        @Override
        public void close() {
            server.stop(0);
        }
    }

    private static BulkRequest<String> request(String... documents) {
        BulkRequest<String> request = new BulkRequest<>();
        for (String document : documents) {
            request.body().put(document + "\n");
            request.end(document);
        }
        return request;
    }

    private final List<String> refused = new ArrayList<>();

    private void send(SearchServer server, BulkRequest<String> request) throws InterruptedException {
        new BulkSender(server, new Patience()).send(request, (document, why) -> refused.add(document + " " + why));
    }

    @Test
    void whatIsTakenNeedsOneRequest() throws Exception {
        try (Answers answers = new Answers("200 {\"errors\":false}");
                SearchServer server = answers.connect()) {
            send(server, request("a", "b"));
            assertThat(answers.bodies).containsExactly("a\nb\n");
        }
    }

    @Test
    void whatIsTooMuchIsSentAgainAndOnlyThat() throws Exception {
        String some = "200 {\"errors\":true,\"items\":[{\"index\":{\"status\":201}},{\"index\":{\"status\":429}},"
                + "{\"index\":{\"status\":400,\"error\":{\"type\":\"document_parsing_exception\","
                + "\"reason\":\"[1:9] failed to parse field [price] of type [long] in document with id 'x'. Preview of field's value: 'secret'\"}}},"
                + "{\"index\":{\"status\":429}}]}";
        try (Answers answers = new Answers(
                        "429 {}",
                        "503 {}",
                        "200 {\"errors\":true}",
                        some,
                        "200 {\"errors\":true,\"items\":[{\"index\":{\"status\":429}},{\"index\":{\"status\":200}}]}",
                        "200 {\"errors\":false}");
                SearchServer server = answers.connect()) {
            send(server, request("a", "b", "c", "d"));
            assertThat(answers.bodies)
                    .containsExactly("a\nb\nc\nd\n", "a\nb\nc\nd\n", "a\nb\nc\nd\n", "a\nb\nc\nd\n", "b\nd\n", "b\n");
            assertThat(refused).containsExactly("c document_parsing_exception: field price is of type long");
        }
    }

    /** A cluster that is full or blocked says 400, 403 or 404; no document is to blame. */
    @Test
    void whatTheStateOfTheServerForbidsIsSentAgainAndNothingIsRefused() throws Exception {
        String full =
                "{\"status\":400,\"error\":{\"type\":\"validation_exception\",\"reason\":\"Validation Failed: 1: this action"
                        + " would add [2] shards, but this cluster currently has [1000]/[1000] maximum normal shards open;\"}}";
        String blocked =
                "{\"status\":403,\"error\":{\"type\":\"cluster_block_exception\",\"reason\":\"blocked by: [FORBIDDEN/8]\"}}";
        String closed = "{\"status\":400,\"error\":{\"type\":\"index_closed_exception\",\"reason\":\"closed\"}}";
        String missing =
                "{\"status\":404,\"error\":{\"type\":\"index_not_found_exception\",\"reason\":\"no such index [x]\"}}";
        String items = "200 {\"errors\":true,\"items\":[{\"index\":" + full + "},{\"index\":" + blocked
                + "},{\"index\":" + closed + "},{\"index\":" + missing + "}]}";
        try (Answers answers = new Answers(
                        "403 {\"error\":{\"type\":\"cluster_block_exception\"}}",
                        "200 {\"errors\":true}",
                        items,
                        "200 {\"errors\":false}");
                SearchServer server = answers.connect()) {
            send(server, request("a", "b", "c", "d"));
            assertThat(answers.bodies).hasSize(4).containsOnly("a\nb\nc\nd\n");
            assertThat(refused).isEmpty();
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "document_parsing_exception|[1:95] failed to parse field [a.b] of type [ip] in document with id 'SECRET'|document_parsing_exception: field a.b is of type ip",
                "document_parsing_exception|[1:9] object mapping for [a] tried to parse field [a] as object, but found a concrete value SECRET|document_parsing_exception: field a",
                "illegal_argument_exception|mapper [price] cannot be changed from type [long] to [text] SECRET|illegal_argument_exception: field price",
                "illegal_argument_exception|Document contains at least one immense term in field=\"m\" (SECRET)|illegal_argument_exception: field m",
                "x_exception|SECRET|x_exception"
            })
    void aReasonNamesFieldAndTypeAndHoldsNothingOfTheDocument(String type, String reason, String expected)
            throws Exception {
        JsonNode item = JSON.readTree(
                "{\"status\":400,\"error\":{\"type\":" + quoted(type) + ",\"reason\":" + quoted(reason) + "}}");
        assertThat(ItemAnswer.of(item)).isEqualTo(new ItemAnswer.Refused(expected));
    }

    @Test
    void aLetterThatIsTooLargeGoesInPartsThatAreItsValueTogether() {
        byte[] value = new byte[100_000];
        new Random(1).nextBytes(value);
        ProducerRecord<byte[], byte[]> letter = new ProducerRecord<>("dlt", 3, new byte[20], value);
        letter.headers().add("why", new byte[500]);
        assertThat(LetterParts.of(letter, 110_000)).containsExactly(letter);
        List<ProducerRecord<byte[], byte[]>> parts = LetterParts.of(letter, 30_000);
        ByteArrayOutputStream together = new ByteArrayOutputStream();
        parts.forEach(part -> together.writeBytes(part.value()));
        assertThat(together.toByteArray()).isEqualTo(value);
        assertThat(parts).hasSize(4).allSatisfy(part -> {
            assertThat(part.partition()).isEqualTo(3);
            assertThat(part.key()).hasSize(20);
            assertThat(part.headers().lastHeader("why").value()).hasSize(500);
            assertThat(AbstractRecords.estimateSizeInBytesUpperBound(
                            RecordBatch.CURRENT_MAGIC_VALUE,
                            CompressionType.NONE,
                            part.key(),
                            part.value(),
                            part.headers().toArray()))
                    .isLessThanOrEqualTo(30_000);
        });
        assertThat(new String(
                        parts.get(1).headers().lastHeader(LetterParts.PART).value(), StandardCharsets.UTF_8))
                .isEqualTo("2/4");
    }

    @Test
    void aRequestThatIsTooLargeIsHalved() throws Exception {
        try (Answers answers = new Answers("413 {}", "200 {\"errors\":false}", "413 {}");
                SearchServer server = answers.connect()) {
            send(server, request("a", "b"));
            assertThat(answers.bodies).containsExactly("a\nb\n", "a\n", "b\n");
            assertThat(refused).containsExactly("b the document is larger than a request may be");
        }
    }

    @Test
    void whatIsForbiddenIsNotTriedAgain() throws Exception {
        try (Answers answers = new Answers("403 {\"error\":{\"type\":\"security_exception\"}}");
                SearchServer server = answers.connect()) {
            assertThatThrownBy(() -> send(server, request("a"))).hasMessageContaining("security_exception (403)");
        }
    }

    @Test
    void whoeverWaitsForElasticsearchCanBeEnded() {
        Patience patience = new Patience();
        patience.end();
        try (SearchServer nobody = SearchServer.connect("http://127.0.0.1:1")) {
            assertThatThrownBy(() -> new BulkSender(nobody, patience).send(request("a"), (document, why) -> {}))
                    .isInstanceOf(StoppedException.class);
            assertThat(patience.waitsFor().orElseThrow()).startsWith("no answer from Elasticsearch");
        }
    }
}
