package dev.kafkalab.labs.content.index;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * The index of posts, which an alias names: searches and writes go to the alias, so that the index behind it can be
 * replaced. Thread-safe.
 */
final class PostIndex {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private final SearchServer server;
    private final String alias;
    private final IndexDefinition definition;

    PostIndex(SearchServer server, String alias, IndexDefinition definition) {
        this.server = server;
        this.alias = alias;
        this.definition = definition;
    }

    String alias() {
        return alias;
    }

    /** Makes the index and its alias in one step unless they are there; of several that do so at once, one does. */
    void ensure() {
        if (current().isPresent()) {
            return;
        }
        ObjectNode body = definition.body(UUID.randomUUID().toString());
        body.putObject("aliases").putObject(alias);
        try {
            server.send("PUT", "/" + alias + "-1", body);
        } catch (RefusedRequestException e) {
            if (!e.type().equals("resource_already_exists_exception")) {
                throw e;
            }
        }
    }

    /** The index behind the alias. */
    Optional<String> current() {
        return server.find("/_alias/" + alias).map(found -> found.fieldNames().next());
    }

    /** Whether the index behind the alias was made from another definition than ours. */
    boolean isOutdated() {
        return current()
                .flatMap(this::mapping)
                .map(mapping -> !definition.made(mapping))
                .orElse(false);
    }

    private Optional<JsonNode> mapping(String index) {
        return server.find("/" + index + "/_mapping")
                .map(found -> found.path(index).path("mappings"));
    }

    /**
     * Makes an index that nobody searches yet, and takes away what an earlier rebuild left that did not come to its end.
     *
     * @param maker to know it again
     * @return its name
     */
    String makeNext(String maker) {
        String current = current().orElse("");
        long highest = 0;
        for (String index : all()) {
            highest = Math.max(highest, Long.parseLong(index.substring(alias.length() + 1)));
            if (!index.equals(current)) {
                server.send("DELETE", "/" + index);
            }
        }
        String next = alias + "-" + (highest + 1);
        ObjectNode body = definition.body(maker);
        ((ObjectNode) body.at("/settings/index")).put("refresh_interval", "-1");
        server.send("PUT", "/" + next, body);
        return next;
    }

    private List<String> all() {
        List<String> all = new ArrayList<>();
        server.find("/" + alias + "-*/_alias").ifPresent(found -> {
            for (Iterator<String> names = found.fieldNames(); names.hasNext(); ) {
                String name = names.next();
                if (name.substring(alias.length() + 1).matches("\\d{1,15}")) {
                    all.add(name);
                }
            }
        });
        return all;
    }

    boolean isMadeBy(String index, String maker) {
        return mapping(index)
                .map(mapping -> mapping.at("/_meta/maker").asText().equals(maker))
                .orElse(false);
    }

    /** Lets searches see what is written to it, now and from now on. */
    void publish(String index) {
        ObjectNode settings = JSON.objectNode();
        settings.putObject("index").put("refresh_interval", definition.refreshInterval());
        server.send("PUT", "/" + index + "/_settings", settings);
        refresh(index);
    }

    void refresh(String index) {
        server.send("POST", "/" + index + "/_refresh");
    }

    /** From one moment to the next. */
    void move(String from, String to) {
        ObjectNode body = JSON.objectNode();
        var actions = body.putArray("actions");
        actions.addObject().putObject("remove").put("index", from).put("alias", alias);
        actions.addObject().putObject("add").put("index", to).put("alias", alias);
        server.send("POST", "/_aliases", body);
    }

    void removeAll() {
        all().forEach(this::delete);
    }

    void delete(String index) {
        server.send("DELETE", "/" + index);
    }
}
