package dev.kafkalab.labs.logs.grok;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kafkalab.KafkaLabException;
import dev.kafkalab.labs.logs.grok.GrokField.Type;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class GrokTest {
    private static final GrokPatterns STANDARD = GrokPatterns.standard();

    private static Map<String, String> match(String expression, String line) {
        Grok grok = Grok.compile(expression, STANDARD);
        GrokMatcher matcher = grok.matcher();
        Map<String, String> found = new TreeMap<>();
        if (!matcher.find(line)) {
            return Map.of("no", "match");
        }
        for (int i = 0; i < grok.fields().size(); i++) {
            if (matcher.start(i) >= 0) {
                found.putIfAbsent(grok.fields().get(i).name(), line.substring(matcher.start(i), matcher.end(i)));
            }
        }
        return found;
    }

    static List<String> names() {
        return STANDARD.names().stream().sorted().toList();
    }

    @ParameterizedTest
    @MethodSource("names")
    void everyNameCompiles(String name) {
        assertThat(Grok.compile("%{" + name + ":x}", STANDARD).fields()).isNotEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "IPV4|10.0.0.1 |10.0.0.1",
                "IPV4|256.0.0.1|no",
                "IPV6|2001:db8::8a2e:370:7334|2001:db8::8a2e:370:7334",
                "IPV6|::1|::1",
                "IPV6|::ffff:192.0.2.1|::ffff:192.0.2.1",
                "IPV6|fe80::1%eth0|fe80::1%eth0",
                "IPV6|12:30|no",
                "IPORHOST|www.lab.example:80|www.lab.example",
                "HOSTPORT|lab.example:8080|lab.example:8080",
                "EMAILADDRESS|to kim.a+b@lab.example!|kim.a+b@lab.example",
                "INT|-42|-42",
                "NUMBER|3.14|3.14",
                "BASE16NUM|0xCAFE|0xCAFE",
                "QS|say \"a \\\"b\\\" c\" d|\"a \\\"b\\\" c\"",
                "UUID|550e8400-e29b-41d4-a716-446655440000|550e8400-e29b-41d4-a716-446655440000",
                "MAC|aa:bb:cc:dd:ee:ff|aa:bb:cc:dd:ee:ff",
                "UNIXPATH|in /var/log/a.log|/var/log/a.log",
                "URI|http://kim@lab.example:80/a/b?c=d|http://kim@lab.example:80/a/b?c=d",
                "HTTPDATE|31/Jan/2026:23:59:59 +0900|31/Jan/2026:23:59:59 +0900",
                "TIMESTAMP_ISO8601|2026-01-31T23:59:59.123+09:00|2026-01-31T23:59:59.123+09:00",
                "TIMESTAMP_ISO8601|2026-01-31 23:59:59,123|2026-01-31 23:59:59,123",
                "SYSLOGTIMESTAMP|Jan  5 01:02:03|Jan  5 01:02:03",
                "DATESTAMP_RFC2822|Sat, 31 Jan 2026 23:59:59 +0900|Sat, 31 Jan 2026 23:59:59 +0900",
                "LOGLEVEL|WARNING|WARNING",
                "LOGLEVEL|Error|Error",
            })
    void aNameMatchesWhatItSays(String name, String text, String expected) {
        Map<String, String> found = match("%{" + name + ":x}", text);
        assertThat(found.getOrDefault("x", "no")).isEqualTo(expected);
    }

    @Test
    void apachesCombinedLogFallsIntoTheFieldsOfLogstash() {
        assertThat(match(
                        "%{COMBINEDAPACHELOG}",
                        "83.149.9.216 - kim [17/May/2015:10:05:03 +0000] \"GET /a?b=c HTTP/1.1\" "
                                + "200 203023 \"http://x.example/\" \"Mozilla/5.0 (X11)\""))
                .containsEntry("clientip", "83.149.9.216")
                .containsEntry("ident", "-")
                .containsEntry("auth", "kim")
                .containsEntry("timestamp", "17/May/2015:10:05:03 +0000")
                .containsEntry("verb", "GET")
                .containsEntry("request", "/a?b=c")
                .containsEntry("httpversion", "1.1")
                .containsEntry("response", "200")
                .containsEntry("bytes", "203023")
                .containsEntry("referrer", "\"http://x.example/\"")
                .containsEntry("agent", "\"Mozilla/5.0 (X11)\"")
                .doesNotContainKey("rawrequest");
    }

    @Test
    void fieldsHaveTypesAndNestedNames() {
        Grok grok = Grok.compile("%{INT:[http][status]:int} %{NUMBER:took:float} (?<rest_of.it>.*)", STANDARD);
        assertThat(grok.fields())
                .containsExactly(
                        new GrokField("http.status", Type.INT),
                        new GrokField("took", Type.FLOAT),
                        new GrokField("rest_of.it", Type.TEXT));
    }

    /** What gives nothing back must match the same. */
    @Test
    void runsGiveNothingBackOnlyWhereThatIsTheSame() {
        assertThat(Grok.compile("%{NOTSPACE:a} %{NOTSPACE:b}", STANDARD).regex())
                .isEqualTo("(\\S++) (\\S+)");
        assertThat(Grok.compile("[^\"]*\"", STANDARD).regex()).isEqualTo("[^\"]*+\"");
        assertThat(Grok.compile("\\w+a", STANDARD).regex()).isEqualTo("\\w+a");
        assertThat(Grok.compile("\\S+ ?x", STANDARD).regex()).isEqualTo("\\S+ ?x");
        assertThat(Grok.compile("(?:\\d+|\\w+) x", STANDARD).regex()).isEqualTo("(?:\\d++|\\w++) x");
        assertThat(Grok.compile("(?:\\S+)* x", STANDARD).regex()).isEqualTo("(?:\\S+)* x");
        assertThat(match("%{USERNAME:a}-%{WORD:b}", "x-y-z"))
                .containsEntry("a", "x-y")
                .containsEntry("b", "z");
        assertThat(match("(?<a>\\w+)%{INT:b}", "ab12"))
                .containsEntry("a", "ab1")
                .containsEntry("b", "2");
    }

    /** Of which kind a text is: the good one is one as a whole, the bad one is not. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
            USERNAME        | a.b_c-1                                | a b
            EMAILADDRESS    | some.one+tag@mail.example.org          | nobody
            INT             | -12                                    | x
            NUMBER          | +3.14                                  | pi
            BASE16NUM       | 0xBEEF                                 | zz
            POSINT          | 12                                     | 0
            WORD            | word                                   | a-b
            QUOTEDSTRING    | "a \\" b"                              | "a
            QS              | 'x'                                    | 'x
            UUID            | 123e4567-e89b-12d3-a456-426614174000   | 123e4567
            MAC             | 01:23:45:67:89:ab                      | 01:23
            IPV4            | 192.0.2.255                            | 192.0.2.256
            IPV6            | 2001:db8::ff00:42:8329                 | 2001:db8
            IPV6            | ::1                                    | :1
            IPV6            | ::ffff:192.0.2.1                       | ::ffff:192.0.2.300
            IP              | fe80::1                                | fe80
            HOSTNAME        | web-1.example.org                      | -
            HOSTPORT        | 192.0.2.1:8080                         | 192.0.2.1
            PATH            | /var/log/x.log                         | x
            WINPATH         | C:\\logs\\x                            | logs
            URI             | https://u@h.example:8080/a?b=c         | //h
            URIPATHPARAM    | /a/b?c=d&e                             | ?c
            MONTH           | September                              | Sepp
            MONTHNUM        | 12                                     | 13
            MONTHDAY        | 31                                     | 32
            DAY             | Thursday                               | Thu.
            YEAR            | 2026                                   | 026
            HOUR            | 23                                     | 24
            TIME            | 23:59:60.5                             | 24:00:00
            DATE_US         | 01/31/2026                             | 31/01/2026
            DATE_EU         | 31.01.2026                             | 01/31/2026
            TIMESTAMP_ISO8601 | 2026-01-31T12:00:00.123+09:00        | 2026-13-01T00:00
            SYSLOGTIMESTAMP | Jan  1 00:00:01                        | Jan 00:00:01
            HTTPDATE        | 31/Jan/2026:12:00:00 +0900             | 31/Jan/2026
            LOGLEVEL        | WARNING                                | LOUD
            HTTPDUSER       | frank@example.org                      | a b
            JAVACLASS       | dev.kafkalab.cli.KafkaLab              | a..b
            """)
    void aNameMatchesWhatItIsNamedForAsAWhole(String name, String good, String bad) {
        GrokMatcher whole = Grok.compile("\\A%{" + name + "}\\z", STANDARD).matcher();
        assertThat(whole.find(good)).as(good).isTrue();
        assertThat(whole.find(bad)).as(bad).isFalse();
    }

    private static boolean found(String expression, String text) {
        return Grok.compile(expression, STANDARD).matcher().find(text);
    }

    @Test
    void anchorsAreOfLinesAndDotsStopAtTheirEnds() {
        assertThat(match("%{NUMBER:n} ms", "took 42 ms")).containsEntry("n", "42");
        assertThat(match("^b=%{INT:b}$", "a=1\nb=2\nc=3")).containsEntry("b", "2");
        assertThat(match("^a=%{INT:a}|^b=%{INT:b}", "x\nb=2")).containsEntry("b", "2");
        assertThat(found("\\Ab", "a\nb")).isFalse();
        assertThat(found("a\\z", "a\n")).isFalse();
        assertThat(found("a.c", "a\nc")).isFalse();
        assertThat(found("(?m)a.c", "a\nc")).isTrue();
        assertThat(found("(?m:a.c)", "a\nc")).isTrue();
        assertThat(found("(?i)ABC", "abc")).isTrue();
        assertThat(match("(?m)^%{WORD:level} %{GREEDYDATA:text}", "ERROR x\n  at y"))
                .containsEntry("text", "x\n  at y");
    }

    @Test
    void onigurumasSyntaxIsTranslated() {
        assertThat(found("^\\h+$", "deadBEEF01")).isTrue();
        assertThat(found("\\h", " xyz")).isFalse();
        assertThat(found("^[\\h:]+$", "a:f")).isTrue();
        assertThat(found("^[[:digit:]x]+$", "1x2")).isTrue();
        assertThat(found("^[[:^digit:]]+$", "1x2")).isFalse();
        assertThat(found("^[[:word:]-]+$", "a_1-")).isTrue();
        assertThat(found("^[]a]+$", "]a")).isTrue();
        assertThatThrownBy(() -> Grok.compile("[[:nothing:]]", STANDARD)).hasMessageContaining("nothing");
    }

    @Test
    void groupsWithoutANameCaptureNothing() {
        assertThat(match("(a|b)+(?<c>\\d)", "ab7")).isEqualTo(Map.of("c", "7"));
    }

    @Test
    void ownNamesMayUseThoseThatAreThere() {
        GrokPatterns own = STANDARD.with(List.of("# a comment", "ORDER order-%{POSINT:order:int}"));
        assertThat(Grok.compile("%{ORDER}", own).fields()).containsExactly(new GrokField("order", Type.INT));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "%{NUMBRE:x}|did you mean NUMBER?",
                "%{INT:x:date}|type 'date'",
                "%{INT|no reference",
                "(a|wrong",
                "[a|not closed",
                "(a)\\1|not supported",
            })
    void whatIsWrongIsSaid(String expression, String message) {
        assertThatThrownBy(() -> Grok.compile(expression, STANDARD))
                .isInstanceOf(KafkaLabException.class)
                .hasMessageContaining(message);
    }

    @Test
    void aNameMadeOfItselfIsRefused() {
        GrokPatterns own = STANDARD.with(List.of("A %{B}", "B %{A}"));
        assertThatThrownBy(() -> Grok.compile("%{A}", own)).hasMessageContaining("made of itself");
    }

    @Test
    void anExpressionThatTriesTooLongIsStopped() {
        GrokMatcher matcher = Grok.compile(".*.*.*.*.*=", STANDARD).matcher();
        assertThatThrownBy(() -> matcher.find("a".repeat(300))).isInstanceOf(TooManyStepsException.class);
        assertThat(matcher.find("aaa=")).isTrue();
    }
}
