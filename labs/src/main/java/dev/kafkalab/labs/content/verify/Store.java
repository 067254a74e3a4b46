package dev.kafkalab.labs.content.verify;

import dev.kafkalab.labs.content.ContentNames;

/** What is compared with MySQL, in the order in which posts come there. */
public enum Store {
    ORIGINAL,
    INSPECTED,
    REDIS,
    MONGODB,
    ELASTICSEARCH;

    /** As people know it: a topic by its name. */
    public String title(ContentNames names) {
        return switch (this) {
            case ORIGINAL -> names.original();
            case INSPECTED -> names.inspected();
            case REDIS -> "Redis";
            case MONGODB -> "MongoDB";
            case ELASTICSEARCH -> "Elasticsearch";
        };
    }

    /** Whether it is one of the topics, from which the stores follow. */
    public boolean isTopic() {
        return this == ORIGINAL || this == INSPECTED;
    }
}
