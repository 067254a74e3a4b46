package dev.kafkalab.labs.logs.ship;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

class EventWriterTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private final EventWriter writer = new EventWriter("host \"a\"");
    private final EventWriter.Origin origin = new EventWriter.Origin("/logs/a \"b\".log", "id1");

    @BeforeEach
    void setTheTime() {
        writer.at(Instant.parse("2026-01-31T23:59:59.123Z"));
    }

    private JsonNode event(byte[] line, Place place, boolean last) throws IOException {
        return JSON.readTree(writer.event(origin, line, 0, line.length, place, last));
    }

    @Test
    void hasTheFieldsOfFilebeatAndAnId() throws IOException {
        JsonNode event =
                event("a \"b\" \\ \t\u0001 강의".getBytes(StandardCharsets.UTF_8), new Place(77, 77, 0, Seam.NONE), true);
        assertThat(event.path("@timestamp").asText()).isEqualTo("2026-01-31T23:59:59.123Z");
        assertThat(event.path("message").asText()).isEqualTo("a \"b\" \\ \t\u0001 강의");
        assertThat(event.at("/log/file/path").asText()).isEqualTo("/logs/a \"b\".log");
        assertThat(event.at("/log/offset").asLong()).isEqualTo(77);
        assertThat(event.at("/host/name").asText()).isEqualTo("host \"a\"");
        assertThat(event.at("/event/id").asText()).isEqualTo("id1-77");
        assertThat(event.has("message_base64")).isFalse();
        assertThat(event.at("/log/flags").isMissingNode()).isTrue();
    }

    @Test
    void aPartSaysOfWhichLineItIs() throws IOException {
        JsonNode event = event(new byte[] {'x'}, new Place(200, 100, 1, Seam.NONE), true);
        assertThat(event.at("/log/flags/0").asText()).isEqualTo("partial");
        assertThat(event.at("/log/line/offset").asLong()).isEqualTo(100);
        assertThat(event.at("/log/line/part").asInt()).isEqualTo(1);
        assertThat(event.at("/log/line/last").asBoolean()).isTrue();
    }

    /** Replaced as Java's own decoder does it, and nothing is lost. */
    @RepeatedTest(50)
    void anyBytesAreTextAndWhatIsNoTextIsKept() throws IOException {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        byte[] line = new byte[random.nextInt(60)];
        random.nextBytes(line);
        if (random.nextBoolean()) {
            line = new String(line, StandardCharsets.UTF_8).getBytes(StandardCharsets.UTF_8);
        }
        JsonNode event = event(line, Place.BEGINNING, true);
        String decoded = new String(line, StandardCharsets.UTF_8);
        assertThat(event.path("message").asText()).as("seed " + seed).isEqualTo(decoded);
        boolean whole = java.util.Arrays.equals(decoded.getBytes(StandardCharsets.UTF_8), line);
        assertThat(event.has("message_base64")).as("seed " + seed).isEqualTo(!whole);
        if (!whole) {
            assertThat(Base64.getDecoder().decode(event.path("message_base64").asText()))
                    .isEqualTo(line);
        }
    }
}
