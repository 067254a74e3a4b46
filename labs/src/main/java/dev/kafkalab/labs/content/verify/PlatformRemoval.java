package dev.kafkalab.labs.content.verify;

import dev.kafkalab.KafkaLabException;
import dev.kafkalab.labs.content.ContentNames;
import dev.kafkalab.labs.content.ContentStores;

/** Takes away what a platform has in the stores. Its topics and groups are left to whoever knows who still reads them. */
public final class PlatformRemoval {
    private PlatformRemoval() {}

    /**
     * Also what half a platform left, and nothing twice.
     *
     * @throws KafkaLabException unreachable: a store does not answer; the message says which
     */
    public static void run(ContentStores stores, ContentNames names) {
        if (names.prefix().isEmpty()) {
            throw KafkaLabException.usage("prefix of what is to be taken away is empty; name one");
        }
        try (VerifyConnections connections = new VerifyConnections(stores, names)) {
            StoresAnswer.or("not all of the platform is taken away", () -> {
                connections.dropTables();
                connections.cache().forgetAll();
                connections.spread().forgetAll();
                connections.index().removeAll();
                return names;
            });
        }
    }
}
