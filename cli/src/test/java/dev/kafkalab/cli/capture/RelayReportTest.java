package dev.kafkalab.cli.capture;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kafkalab.cdc.RelayStatus;
import dev.kafkalab.cli.CommandContext;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RelayReportTest {
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    private RelayReport report(boolean terminal) {
        return new RelayReport(new CommandContext(
                InputStream.nullInputStream(),
                new PrintStream(OutputStream.nullOutputStream()),
                new PrintStream(err, true, StandardCharsets.UTF_8),
                Map.of(),
                Clock.systemUTC(),
                terminal));
    }

    private static RelayStatus relay(long sent, long skipped, String waitsFor) {
        return new RelayStatus(
                "outbox",
                "campus.outbox",
                true,
                "9",
                1,
                sent,
                skipped,
                Optional.empty(),
                Optional.ofNullable(waitsFor));
    }

    @Test
    void onAScreenOneLineIsDrawnAndErased() {
        RelayReport report = report(true);
        report.show(List.of(relay(9, 0, null)));
        report.show(List.of(relay(9, 0, null)));
        report.erase();
        report.summary(relay(1, 1, null));
        assertThat(err.toString(StandardCharsets.UTF_8))
                .isEqualTo("\r\u001B[Koutbox at 9, 9 records, 0/s, 1 open gap\r\u001B[K"
                        + "outbox: 1 record from campus.outbox, up to 9, 1 open gap, 1 row left out"
                        + System.lineSeparator());
    }

    @Test
    void elsewhereOnlyWhatChangesIsSaidOnce() {
        RelayReport report = report(false);
        report.notices("outbox", List.of("it is night"));
        report.show(List.of(relay(0, 0, null)));
        report.show(List.of(relay(0, 0, "MySQL does not answer\nand more")));
        report.show(List.of(relay(0, 0, "MySQL does not answer\nand more")));
        report.show(List.of(relay(1, 0, null)));
        report.erase();
        assertThat(err.toString(StandardCharsets.UTF_8).lines())
                .containsExactly(
                        "note on outbox: it is night", "outbox waits: MySQL does not answer", "outbox goes on");
    }
}
