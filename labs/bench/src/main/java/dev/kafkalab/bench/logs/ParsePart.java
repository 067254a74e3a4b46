package dev.kafkalab.bench.logs;

import dev.kafkalab.bench.Bound;
import dev.kafkalab.labs.logs.grok.GrokPatterns;
import dev.kafkalab.labs.logs.parse.DateRule;
import dev.kafkalab.labs.logs.parse.LineFormat;
import dev.kafkalab.labs.logs.parse.LineParser;
import dev.kafkalab.labs.logs.parse.ParsedLine;
import dev.kafkalab.labs.logs.parse.UnmatchedLineException;
import io.krakens.grok.api.Grok;
import io.krakens.grok.api.GrokCompiler;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Lines of Apache's combined format taken apart on one thread, each field there to be read. */
final class ParsePart {
    private static final String SCANNER = "scanner";
    private static final String GROK = "grok COMBINEDAPACHELOG";
    private static final String PEER = "java-grok COMBINEDAPACHELOG";
    private static final String LINES_PER_SECOND = "lines/s";
    private static final double SECONDS = 1.5;

    private final List<byte[]> bytes;
    private final List<String> texts;
    private final Runs runs = new Runs("parse: lines taken apart on one thread");
    private final LineParser scanner = LineFormat.named("combined").parser();
    private final LineParser grok = LineFormat.grok(
                    "%{COMBINEDAPACHELOG}", GrokPatterns.standard(), DateRule.standard(ZoneId.of("UTC")))
            .parser();
    private final ParsedLine line = new ParsedLine();
    private final Grok peer;
    private long found;

    ParsePart(List<String> lines) {
        this.texts = lines;
        this.bytes = lines.stream()
                .map(text -> text.getBytes(java.nio.charset.StandardCharsets.UTF_8))
                .toList();
        GrokCompiler compiler = GrokCompiler.newInstance();
        compiler.registerDefaultPatterns();
        this.peer = compiler.compile("%{COMBINEDAPACHELOG}");
    }

    /** One contestant over all lines. */
    private interface Pass {
        void run();
    }

    Runs run(int rounds) {
        Pass scans = () -> parse(scanner);
        Pass groks = () -> parse(grok);
        Pass peers =
                () -> texts.forEach(text -> found += peer.match(text).capture().size());
        List<Pass> all = List.of(scans, groks, peers);
        all.forEach(pass -> rate(pass, SECONDS)); // compilers
        List<String> names = new ArrayList<>(List.of(SCANNER, GROK, PEER));
        for (int round = 0; round < rounds; round++) {
            for (int i = 0; i < all.size(); i++) {
                runs.add(names.get(i), Map.of(LINES_PER_SECOND, rate(all.get(i), SECONDS)));
            }
        }
        if (found == 0) {
            throw new IllegalStateException("nothing was taken apart");
        }
        return runs;
    }

    private void parse(LineParser parser) {
        for (byte[] each : bytes) {
            try {
                parser.parse(each, 0, each.length, line);
                found += line.count();
            } catch (UnmatchedLineException e) {
                found++;
            }
        }
    }

    private double rate(Pass pass, double seconds) {
        long begun = System.nanoTime();
        long lines = 0;
        do {
            pass.run();
            lines += bytes.size();
        } while (System.nanoTime() - begun < seconds * 1e9);
        return lines / ((System.nanoTime() - begun) / 1e9);
    }

    List<String> marks() {
        return Stream.of(
                        new Bound(true, 2_000_000)
                                .judge("parse: lines/s of the built-in format", runs.median(SCANNER, LINES_PER_SECOND)),
                        new Bound(true, 2).judge("parse: grok / java-grok", runs.ratio(GROK, PEER, LINES_PER_SECOND)))
                .flatMap(Optional::stream)
                .toList();
    }
}
