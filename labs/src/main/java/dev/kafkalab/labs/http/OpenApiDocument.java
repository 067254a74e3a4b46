package dev.kafkalab.labs.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;

/**
 * The parts of all systems as one OpenAPI 3 document. A path or a component that two of them define differently is refused: one
 * would hide the other.
 */
final class OpenApiDocument {
    private static final ObjectMapper YAML = new YAMLMapper();
    private static final Set<String> METHODS = Set.of("get", "put", "post", "delete", "patch", "head", "options");

    private final ObjectNode document;

    /** @param parts in YAML or JSON; added to the server's own */
    OpenApiDocument(Collection<String> parts) {
        document = parse(resource("server.yaml"));
        for (String part : parts) {
            ObjectNode more = parse(part);
            addTags(more.path("tags"));
            addEach("paths", document.withObjectProperty("paths"), more.path("paths"));
            ObjectNode components = document.withObjectProperty("components");
            more.path("components")
                    .properties()
                    .forEach(kind -> addEach(
                            "components." + kind.getKey(),
                            components.withObjectProperty(kind.getKey()),
                            kind.getValue()));
        }
        requireReferences();
    }

    private void requireReferences() {
        for (JsonNode reference : document.findValues("$ref")) {
            String target = reference.asText();
            if (!target.startsWith("#/") || document.at(target.substring(1)).isMissingNode()) {
                throw new IllegalArgumentException("the OpenAPI document refers to " + target + ", which it has not");
            }
        }
    }

    /** A text of this package. */
    static String resource(String name) {
        try (InputStream in = OpenApiDocument.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IllegalArgumentException("no resource is called " + name);
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static ObjectNode parse(String part) {
        try {
            if (YAML.readTree(part) instanceof ObjectNode object) {
                return object;
            }
            throw new IllegalArgumentException("a part of an OpenAPI document is an object");
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("a part of the OpenAPI document is no YAML", e);
        }
    }

    private void addTags(JsonNode tags) {
        ArrayNode all = document.withArrayProperty("tags");
        tags.forEach(all::add);
    }

    private static void addEach(String what, ObjectNode all, JsonNode more) {
        more.properties().forEach(entry -> {
            JsonNode there = all.get(entry.getKey());
            if (there != null && !there.equals(entry.getValue())) {
                throw new IllegalArgumentException("two systems define " + what + "." + entry.getKey());
            }
            all.set(entry.getKey(), entry.getValue());
        });
    }

    /** In JSON. */
    byte[] json() {
        return HttpJson.write(document);
    }

    Set<Operation> operations() {
        Set<Operation> operations = new TreeSet<>();
        document.path("paths")
                .properties()
                .forEach(path -> path.getValue().properties().stream()
                        .filter(member -> METHODS.contains(member.getKey()))
                        .forEach(member -> operations.add(
                                new Operation(member.getKey().toUpperCase(Locale.ROOT), path.getKey()))));
        return operations;
    }

    /** @throws IllegalArgumentException if it does not say what the routes do, or the reverse */
    void requireSameAs(List<Routes.Route> routes) {
        Set<Operation> documented = operations();
        Set<Operation> routed = new TreeSet<>();
        routes.forEach(route -> routed.add(route.operation()));
        Set<Operation> without = new TreeSet<>(routed);
        without.removeAll(documented);
        Set<Operation> missing = new TreeSet<>(documented);
        missing.removeAll(routed);
        if (!without.isEmpty() || !missing.isEmpty()) {
            throw new IllegalArgumentException("the OpenAPI document and the routes differ; not documented: " + without
                    + "; without a route: " + missing);
        }
    }
}
