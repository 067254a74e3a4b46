package dev.kafkalab.labs.content.api;

import dev.kafkalab.labs.content.ContentNames;
import dev.kafkalab.labs.content.ContentStores;
import dev.kafkalab.labs.http.OpenApiContract;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ContentApiTest {
    @Test
    void theDocumentIsValidAndNamesTheRoutesAndNoOthersBeforeAnyStoreIsUp() {
        ContentStores nowhere = new ContentStores(
                Map.of(),
                new ContentStores.MySql("jdbc:mysql://127.0.0.1:1/campus", Optional.empty(), Optional.empty()),
                "mongodb://127.0.0.1:1",
                "redis://127.0.0.1:1",
                "http://127.0.0.1:1");
        try (ContentApi api = ContentApi.open(nowhere, ContentNames.standard())) {
            OpenApiContract.assertHolds(api);
        }
    }
}
