package dev.kafkalab.labs.http;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Properties;

/**
 * The OpenAPI document at {@code /openapi.json} and its page at {@code /}, made by Swagger UI from its WebJar: nothing is loaded
 * from elsewhere, so it works offline.
 */
final class OpenApiPage implements HttpApi {
    private static final String WEBJAR = "META-INF/resources/webjars/swagger-ui/";
    private static final String WEBJAR_PROPERTIES = "META-INF/maven/org.webjars/swagger-ui/pom.properties";

    /** Those that the page names, with their media types; nothing else of the WebJar is given out. */
    private static final Map<String, String> FILES = Map.of(
            "swagger-ui.css", "text/css; charset=utf-8",
            "swagger-ui-bundle.js", "text/javascript; charset=utf-8",
            "favicon-32x32.png", "image/png");

    /** Swagger UI sets styles of elements; scripts, requests and the rest come from this server alone. */
    private static final String POLICY =
            "default-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; frame-ancestors 'none'";

    private final byte[] document;
    private final String version = version();

    /** @param document in JSON */
    OpenApiPage(byte[] document) {
        this.document = document;
    }

    /** These paths are for looking at the document, not in it. */
    @Override
    public String openApi() {
        return "{}";
    }

    @Override
    public void routes(Routes routes) {
        routes.get("/openapi.json", request -> Response.writtenJson(document));
        routes.get("/", request -> page());
        routes.get("/page.js", request -> text("text/javascript; charset=utf-8", OpenApiDocument.resource("page.js")));
        routes.get("/swagger-ui/{version}/{file}", this::file);
    }

    private Response page() {
        String html = OpenApiDocument.resource("page.html").replace("VERSION", version);
        return text("text/html; charset=utf-8", html).header("Content-Security-Policy", POLICY);
    }

    private static Response text(String mediaType, String text) {
        return Response.of(mediaType, text.getBytes(StandardCharsets.UTF_8));
    }

    private Response file(Request request) {
        String name = request.path("file").required();
        String mediaType = FILES.get(name);
        if (mediaType == null || !request.path("version").required().equals(version)) {
            throw ProblemException.notFound("the page has no file " + name);
        }
        return Response.of(mediaType, bytes(WEBJAR + version + "/" + name))
                .header("Cache-Control", "public, max-age=31536000, immutable");
    }

    private static String version() {
        Properties properties = new Properties();
        try (InputStream in = stream(WEBJAR_PROPERTIES)) {
            properties.load(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return properties.getProperty("version");
    }

    private static byte[] bytes(String name) {
        try (InputStream in = stream(name)) {
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static InputStream stream(String name) {
        InputStream in = OpenApiPage.class.getClassLoader().getResourceAsStream(name);
        if (in == null) {
            throw new IllegalStateException("no " + name + " on the class path; the WebJar of Swagger UI is missing");
        }
        return in;
    }
}
