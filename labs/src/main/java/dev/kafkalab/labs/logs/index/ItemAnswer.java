package dev.kafkalab.labs.logs.index;

import com.fasterxml.jackson.databind.JsonNode;
import dev.kafkalab.labs.logs.search.ServerState;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What Elasticsearch says of one document of a bulk request. */
sealed interface ItemAnswer {
    /** It is there. */
    record Taken() implements ItemAnswer {}

    /** It may be taken later: what is wrong is the state of the server. @param why in a few words */
    record Later(String why) implements ItemAnswer {}

    /** It will never be taken as it is. @param why without anything of what it holds */
    record Refused(String why) implements ItemAnswer {}

    /** How fields are named in reasons. */
    Pattern FIELD = Pattern.compile("(?:field|mapper) \\[([^\\]]{1,200})\\]|field=\"([^\"]{1,200})\"");

    Pattern TYPE = Pattern.compile("of (?:different )?type \\[(\\w{1,50})\\]");

    /** @param item of the member {@code items} */
    static ItemAnswer of(JsonNode item) {
        int status = item.path("status").asInt();
        String type = item.at("/error/type").asText("");
        String reason = item.at("/error/reason").asText("");
        if (status == 0) {
            return new Later("Elasticsearch says nothing of a document");
        }
        if (status < 400) {
            return new Taken();
        }
        if (status == 401 || status == 403 && !type.equals("cluster_block_exception")) {
            return new Later("Elasticsearch does not allow it: %s (%d)".formatted(type, status));
        }
        return ServerState.of(status, type, reason)
                .<ItemAnswer>map(Later::new)
                .orElseGet(() -> new Refused(refusal(type, reason)));
    }

    /** The reason quotes the document, so of that only the names of the field and of its type are kept. */
    private static String refusal(String type, String reason) {
        Matcher field = FIELD.matcher(reason);
        if (!field.find()) {
            return type;
        }
        String name = field.group(1) == null ? field.group(2) : field.group(1);
        Matcher expected = TYPE.matcher(reason);
        return "%s: field %s%s".formatted(type, name, expected.find() ? " is of type " + expected.group(1) : "");
    }
}
