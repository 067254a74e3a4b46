package dev.kafkalab.cli.output;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RowsWriterTest {
    private static String written(Rows rows, OutputFormat format) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        RowsWriter.write(rows, format, new PrintStream(bytes, true, StandardCharsets.UTF_8));
        return bytes.toString(StandardCharsets.UTF_8).replace(System.lineSeparator(), "\n");
    }

    @Test
    void columnsOfKoreanTextLineUp() {
        Rows rows = Rows.of("name", "logEndOffset", "note").add("한국어", 5, "x").add("ab", 12345, "y");
        assertThat(written(rows, OutputFormat.TABLE)).isEqualTo("""
                        NAME    LOG-END-OFFSET  NOTE
                        한국어               5  x
                        ab               12345  y
                        """);
    }

    @Test
    void aMissingCellIsADashAndAControlCharacterCannotTearTheTable() {
        assertThat(written(Rows.of("a", "b").add(null, "x\ny\u001b[2J"), OutputFormat.TABLE))
                .isEqualTo("A  B\n-  x\uFFFDy\uFFFD[2J\n");
    }

    @Test
    void csvQuotesWhatNeedsIt() {
        Rows rows = Rows.of("a", "b", "c").add("x,y", "say \"hi\"", null).add("two\nlines", List.of(1, 2), "plain");
        assertThat(written(rows, OutputFormat.CSV))
                .isEqualTo("a,b,c\n\"x,y\",\"say \"\"hi\"\"\",\n\"two\nlines\",\"[1,2]\",plain\n");
    }

    @Test
    void jsonIsAnArrayAndJsonLinesAreObjects() {
        Rows rows = Rows.of("a", "b").add(1, "é").add(null, Map.of("k", true));
        assertThat(written(rows, OutputFormat.JSON))
                .isEqualTo("[\n  {\"a\":1,\"b\":\"é\"},\n  {\"a\":null,\"b\":{\"k\":true}}\n]\n");
        assertThat(written(rows, OutputFormat.JSONL)).hasLineCount(2).startsWith("{\"a\":1,");
    }

    @Test
    void yamlQuotesTextThatYamlWouldTakeForSomethingElse() {
        Rows rows = Rows.of("a", "b").add("no", "x: y # z").add(null, List.of("1"));
        assertThat(written(rows, OutputFormat.YAML))
                .isEqualTo("- a: \"no\"\n  b: \"x: y # z\"\n- a: null\n  b: [\"1\"]\n");
    }

    @Test
    void noRowsAreStillADocument() {
        assertThat(written(Rows.of("a"), OutputFormat.JSON)).isEqualTo("[]\n");
        assertThat(written(Rows.of("a"), OutputFormat.YAML)).isEqualTo("[]\n");
        assertThat(written(Rows.of("a"), OutputFormat.CSV)).isEqualTo("a\n");
        assertThat(written(Rows.of("a"), OutputFormat.JSONL)).isEmpty();
    }

    @Test
    void combiningMarksTakeNoCell() {
        assertThat(DisplayWidth.of("e\u0301")).isEqualTo(1);
        assertThat(DisplayWidth.of("\u1112\u1161\u11ab")).isEqualTo(2); // 한 in three letters
    }
}
