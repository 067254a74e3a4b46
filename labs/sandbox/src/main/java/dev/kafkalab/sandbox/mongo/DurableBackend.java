package dev.kafkalab.sandbox.mongo;

import de.bwaldvogel.mongo.backend.h2.H2Backend;
import de.bwaldvogel.mongo.bson.Document;
import de.bwaldvogel.mongo.wire.message.MongoMessage;

/**
 * Writes to the file before it answers. The store by itself writes once a second, so a killed server would lose writes
 * that it has acknowledged.
 */
final class DurableBackend extends H2Backend {
    DurableBackend(String file) {
        super(file);
    }

    /** Every command of a driver of the last years arrives here; only the first greeting of older ones does not. */
    @Override
    public Document handleMessage(MongoMessage message) {
        Document answer = super.handleMessage(message);
        if (getMvStore().hasUnsavedChanges()) {
            commit();
        }
        return answer;
    }
}
