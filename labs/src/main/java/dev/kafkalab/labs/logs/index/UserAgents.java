package dev.kafkalab.labs.logs.index;

import dev.kafkalab.labs.logs.json.JsonBuffer;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import ua_parser.Client;
import ua_parser.Parser;

/**
 * Says what an agent is: its name, version, operating system and device, by the list of uap-core. Asking that takes a
 * millisecond, so the answers of those seen last are kept. Thread-safe.
 */
final class UserAgents {
    private static final int KEPT = 10_000;
    /** What comes behind is not looked at: the list is hundreds of expressions. */
    private static final int LONGEST = 512;

    private static final String UNKNOWN = "Other";

    private final Parser parser = new Parser();
    private final Map<String, byte[]> known = Collections.synchronizedMap(new LinkedHashMap<>(1 << 10, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, byte[]> eldest) {
            return size() > KEPT;
        }
    });

    /** The member {@code ua} of a JSON object, with a comma before it. */
    byte[] member(String agent) {
        byte[] member = known.get(agent);
        if (member == null) {
            member = make(parser.parse(agent.substring(0, Math.min(agent.length(), LONGEST))));
            known.put(agent, member);
        }
        return member;
    }

    private static byte[] make(Client client) {
        JsonBuffer json = new JsonBuffer(128).put(",\"ua\":{\"name\":").string(client.userAgent.family);
        String version = Stream.of(client.userAgent.major, client.userAgent.minor, client.userAgent.patch)
                .takeWhile(part -> part != null && !part.isEmpty())
                .collect(Collectors.joining("."));
        member(json, "version", version);
        member(json, "os", client.os.family);
        member(json, "device", client.device.family);
        return json.put('}').copy();
    }

    private static void member(JsonBuffer json, String name, @Nullable String value) {
        if (value != null && !value.isEmpty() && !value.equals(UNKNOWN)) {
            json.put(",\"" + name + "\":").string(value);
        }
    }
}
