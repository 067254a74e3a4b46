package dev.kafkalab.labs.logs.chart;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.kafkalab.labs.logs.chart.LogFigures.Count;
import dev.kafkalab.labs.logs.chart.LogFigures.Durations;
import dev.kafkalab.labs.logs.chart.LogFigures.Point;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Properties;

/**
 * Figures as one page that needs nothing else: uPlot (MIT) stands in it, and the page itself forbids every request. What the
 * log says is data there, never a part of the page.
 */
public final class HtmlChart {
    private static final ObjectMapper JSON = new ObjectMapper();

    private HtmlChart() {}

    /** The page. */
    public static String page(LogFigures figures) {
        return text("page.html")
                .replace("${uplot.css}", library("uPlot.min.css"))
                .replace("${uplot.js}", library("uPlot.iife.min.js").replace("</script", "<\\/script"))
                .replace("${data}", data(figures));
    }

    /** The figures as JSON that can stand in a page: no tag begins or ends in it. */
    static String data(LogFigures figures) {
        try {
            return JSON.writeValueAsString(json(figures))
                    .replace("<", "\\u003c")
                    .replace("&", "\\u0026");
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The figures as JSON, for programs too. */
    public static ObjectNode json(LogFigures figures) {
        ObjectNode json = JSON.createObjectNode()
                .put("index", figures.index())
                .put("requests", figures.requests())
                .put("bytes", figures.bytes())
                .put("from", figures.from().toString())
                .put("to", figures.to().toString())
                .put("stepSeconds", figures.step().toSeconds())
                .put("stepName", Units.step(figures.step()));
        json.set("durations", durations(figures.durations()));
        json.set("classes", JSON.valueToTree(LogFigures.CLASSES));
        ArrayNode points = json.putArray("points");
        for (Point point : figures.points()) {
            ObjectNode each = points.addObject()
                    .put("time", point.time().toEpochMilli())
                    .put("requests", point.requests())
                    .put("bytes", point.bytes());
            each.set("byClass", JSON.valueToTree(point.byClass()));
            each.set("durations", durations(point.durations()));
        }
        counts(json.putArray("statuses"), figures.statuses());
        counts(json.putArray("paths"), figures.paths());
        counts(json.putArray("clients"), figures.clients());
        counts(json.putArray("agents"), figures.agents());
        return json;
    }

    private static com.fasterxml.jackson.databind.JsonNode durations(Optional<Durations> durations) {
        return durations
                .map(all -> (com.fasterxml.jackson.databind.JsonNode) JSON.createObjectNode()
                        .put("p50", all.p50())
                        .put("p95", all.p95())
                        .put("p99", all.p99()))
                .orElse(JSON.nullNode());
    }

    private static void counts(ArrayNode array, List<Count> counts) {
        counts.forEach(count -> array.addObject().put("name", count.name()).put("count", count.count()));
    }

    private static String library(String file) {
        Properties about = new Properties();
        try (InputStream stream = open("/META-INF/maven/org.webjars.npm/uplot/pom.properties")) {
            about.load(stream);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return text("/META-INF/resources/webjars/uplot/" + about.getProperty("version") + "/dist/" + file);
    }

    private static String text(String resource) {
        try (InputStream stream = open(resource)) {
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static InputStream open(String resource) {
        return Objects.requireNonNull(HtmlChart.class.getResourceAsStream(resource), resource);
    }
}
